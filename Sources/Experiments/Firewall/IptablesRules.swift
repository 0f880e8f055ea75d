import Diagnosis

/// Reads what `iptables-save -c` writes (iptables-save(8), iptables 1.4 and later, either backend).
enum IptablesRules {
    /// - Parameters:
    ///   - tool: `iptables`, `ip6tables` or a `-legacy` form: the command that changes the rules.
    ///   - family: `ip` or `ip6`.
    static func tables(_ text: String, tool: String, family: String) -> [TableModel] {
        var out: [TableModel] = []
        for line in text.split(separator: "\n") {
            switch line.first {
            case "*": out.append(TableModel(tool: tool, family: family, name: String(line.dropFirst())))
            case ":" where !out.isEmpty:
                let words = line.dropFirst().split(separator: " ")
                guard words.count >= 2 else { continue }
                let hook = hook(words[0])
                out[out.count - 1].chains.append(
                    ChainModel(
                        name: String(words[0]), hook: words[1] == "-" ? nil : hook,
                        priority: priority(out[out.count - 1].name, hook), dropsByPolicy: words[1] == "DROP"))
            case "[", "-":
                guard !out.isEmpty, let (chain, rule) = rule(line, family: family),
                    let i = out[out.count - 1].chain(chain)
                else { continue }
                var numbered = rule
                numbered.handle = "\(out[out.count - 1].chains[i].rules.count + 1)"
                out[out.count - 1].chains[i].rules.append(numbered)
            default: break
            }
        }
        return out
    }

    private static func hook(_ name: Substring) -> FirewallHook? {
        switch name {
        case "PREROUTING": .prerouting
        case "INPUT": .input
        case "FORWARD": .forward
        case "OUTPUT": .output
        case "POSTROUTING": .postrouting
        default: nil
        }
    }

    /// The kernel's order of the tables (`enum nf_ip_hook_priorities`).
    private static func priority(_ table: String, _ hook: FirewallHook?) -> Int {
        switch table {
        case "raw": -300
        case "mangle": -150
        case "nat": hook == .prerouting || hook == .output ? -100 : 100
        case "security": 50
        default: 0
        }
    }

    /// `[3:180] -A INPUT -i lo -p tcp -m tcp --dport 5432 -j DROP`.
    private static func rule(_ line: Substring, family: String) -> (String, ChainRule)? {
        var text = line
        var packets: UInt64?
        if text.first == "[", let end = text.firstIndex(of: "]") {
            packets = UInt64(text[text.index(after: text.startIndex)..<end].prefix { $0 != ":" })
            text = text[text.index(after: end)...].drop { $0 == " " }
        }
        let words = words(text)
        guard words.count >= 2, words[0] == "-A" else { return nil }
        var reader = IptablesRuleReader(words: Array(words.dropFirst(2)), family: family)
        reader.read()
        return (
            words[1],
            ChainRule(
                match: reader.match, verdict: reader.verdict, packets: packets, text: String(text), handle: nil)
        )
    }

    /// Words as the shell would see them: quoted ones hold blanks, and a backslash takes the next character as it is.
    static func words(_ text: Substring) -> [String] {
        var out: [String] = []
        var word: String?
        var isQuoted = false
        var isEscaped = false
        for character in text {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
                word = word ?? ""
            } else if character == " " && !isQuoted {
                if let done = word { out.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { out.append(word) }
        return out
    }
}
