import Endpoints
import Inventory
import LinuxKernel
import Terminal

/// An explanation for a person: the answer first, then a short section for each thing it rests on.
struct ExplanationText {
    private let it: Explanation
    private let width: Int?
    private let color: Bool

    init(_ explanation: Explanation, width: Int?, color: Bool) {
        it = explanation
        self.width = width
        self.color = color
    }

    /// The lines, without newlines.
    var lines: [String] {
        var out = WrappedText.lines(it.summary + ".", width: width).map { Style.bold.apply(to: $0, color: color) }
        out += warning
        if !it.addresses.isEmpty { out += section(it.name == nil ? "Address" : "Name", addressFacts) }
        if let port = it.port { out += section("Port \(port.number)", port.lines) }
        out += nowSection
        if let localhost = it.localhost, it.port != nil || it.name?.text != "localhost" {
            out += section("localhost", localhostFacts(localhost))
        }
        if let reach = it.reach { out += section("Reach", [("", reach)]) }
        out += section(it.port == nil ? "Look yourself" : "The classic commands", commandFacts)
        return out
    }

    // MARK: Sections

    private var warning: [String] {
        guard let rivals = it.now?.rivals, let port = it.port?.number else { return [] }
        let first = it.localhost?.addresses.first.map { "; programs here try \($0) first" } ?? ""
        let text =
            "Two programs answer localhost:\(port): \(Explanation.who(rivals.v4)) on 127.0.0.1, "
            + "\(Explanation.who(rivals.v6)) on [::1]. Who says localhost gets either one\(first)."
        return [""] + WrappedText.lines(text, width: width).map { Style.red.apply(to: $0, color: color) }
    }

    private var addressFacts: [(String, String)] {
        var out: [(String, String)] = []
        if let name = it.name { out.append((name.text, nameText(name))) }
        for address in it.addresses {
            let facts = address.facts
            var text = facts.meaning
            if let interface = address.interface, interface != "lo" {
                text += "; this machine's, on \(interface)"
            } else if address.isLocal == false {
                text += "; not an address of this machine"
            }
            out.append((facts.address.description, text))
            for note in facts.notes { out.append(("", note)) }
            let names = address.names.filter { $0 != it.name?.text && $0 != "localhost" }
            if !names.isEmpty { out.append(("", "in /etc/hosts: \(Explanation.list(names))")) }
        }
        return out
    }

    private func nameText(_ name: Explanation.Name) -> String {
        let list = name.answer.addresses.map(\.description).joined(separator: ", then ")
        if let knows = name.libraryKnows {
            let others =
                knows
                ? "programs that ask the C library find it here too"
                : "programs that ask the C library (Python, Node, Java …) do not know it here: give those 127.0.0.1"
            return "browsers and curl take it for loopback by themselves (RFC 6761); \(others)"
        }
        return "\(list) (\(Self.source(name.answer.source)))"
    }

    private static func source(_ source: HostNames.Source?) -> String {
        switch source {
        case .getent: "as the C library answers, in the order programs try them"
        case .hostsFile: "from /etc/hosts"
        case .rule: "by RFC 6761; the C library was not asked"
        case nil: "unknown"
        }
    }

    private var nowSection: [String] {
        guard let now = it.now, let port = it.port else { return [] }
        var facts: [(String, String)] = []
        for link in now.links.prefix(6) { facts.append(("connection", Self.text(link))) }
        if now.links.count > 6 {
            facts.append(("", "and \(now.links.count - 6) more: ostia ls --conns \(port.number)"))
        }
        for process in now.bound { facts.append(("bound", "\(process.text) has bound it and does not listen")) }
        if now.isListening || !now.links.isEmpty || !now.bound.isEmpty {
            facts.append(("next", "ostia who \(port.number)"))
        }
        if it.isElsewhere {
            return section("Now", facts.isEmpty ? [("", "another machine's sockets cannot be seen from here")] : facts)
        }
        return title("Now") + matrix(now).lines(width: width, color: color) + body(facts)
    }

    /// Address, interface, who answers, and how the listener is bound.
    private func matrix(_ now: PortNow) -> Table {
        let hasBoth = Set(now.rows.map(\.transport)).count > 1
        let transport = hasBoth ? [TableColumn("")] : []
        var table = Table(
            transport + [
                TableColumn("address", minimum: 9), TableColumn("interface", minimum: 4),
                TableColumn("answers", minimum: 7), TableColumn("bound to", minimum: 4),
            ], indent: "  ")
        let asked = Set(it.askedRows.map(\.address))
        let shown = now.rows.count <= 12 ? now.rows : now.rows.filter { !$0.answers.isEmpty || $0.address.isLoopback }
        for row in shown {
            let isAsked = asked.contains(row.address)
            var cells = hasBoth ? [Cell(row.transport.rawValue, .dim)] : []
            cells += [Cell(row.address.description, isAsked ? .bold : .plain), Cell(row.interface ?? "", .dim)]
            if !row.isPresent {
                cells += [Cell("this machine has no such address", .dim), ""]
            } else if row.answers.isEmpty {
                cells += [Cell("nothing", .dim), ""]
            } else {
                cells += [
                    Cell(Explanation.list(row.processes.map(\.text), limit: 2), .green),
                    Cell(
                        row.answers.map(Self.binding).withoutRepeats.joined(separator: ", ")),
                ]
            }
            table.add(cells)
        }
        if shown.count < now.rows.count {
            table.add((hasBoth ? [""] : []) + [Cell("\(now.rows.count - shown.count) more", .dim), "", "nothing", ""])
        }
        return table
    }

    private static func binding(_ answer: PortNow.Answer) -> String {
        switch answer.kind {
        case .specific: "this address"
        case .wildcard: answer.listener.address.family == .v4 ? "0.0.0.0, all IPv4" : "::, all IPv6"
        case .dualStack: "::, dual-stack"
        }
    }

    private static func text(_ link: PortNow.Link) -> String {
        func end(_ endpoint: Endpoint, _ process: PortNow.Process?) -> String {
            "\(endpoint.addressAndPort)\(process.map { " \($0.text)" } ?? "")"
        }
        return "\(end(link.client, link.clientProcess)) → \(end(link.server, link.serverProcess)), \(link.state.name)"
    }

    private func localhostFacts(_ answer: HostNames.Answer) -> [(String, String)] {
        let list = answer.addresses.map(\.description).joined(separator: ", then ")
        var out = [("here", "\(list) (\(Self.source(answer.source)))")]
        guard let now = it.now, now.rivals == nil, let v4 = now.row(.tcp, .loopbackV4),
            let v6 = now.row(.tcp, .loopbackV6), v4.answers.isEmpty != v6.answers.isEmpty
        else { return out }
        let (open, closed) = v4.answers.isEmpty ? (v6, v4) : (v4, v6)
        if answer.addresses == [closed.address] {
            out.append(("", "so localhost:\(it.port?.number ?? 0) fails here: it answers on \(open.address) alone"))
        } else if answer.addresses.first == closed.address {
            out.append(("", "\(closed.address) is tried first and refused: a program that tries no second fails"))
        }
        return out
    }

    private var commandFacts: [(String, String)] {
        it.commands.all.flatMap { system, commands in
            commands.enumerated().map { ($0.offset == 0 ? system : "", $0.element) }
        }
    }

    // MARK: Layout

    private func title(_ text: String) -> [String] { ["", Style.cyan.apply(to: text, color: color)] }

    private func section(_ name: String, _ facts: [(String, String)]) -> [String] { title(name) + body(facts) }

    /// Words in one column, what is said of them in the next, wrapped beside it.
    private func body(_ facts: [(String, String)]) -> [String] {
        let facts = facts.map { (Sanitizer.escape($0.0), Sanitizer.escape($0.1)) }
        let longest = facts.map { DisplayWidth.of($0.0) }.max() ?? 0
        // A long name, or a narrow terminal, gets its text below it.
        let column = longest == 0 ? 2 : longest + 4
        let fits = width.map { column + 24 <= $0 } ?? true
        return facts.flatMap { word, text -> [String] in
            let left = fits ? column : min(4, max(0, (width ?? 80) - 1))
            let texts = WrappedText.lines(text, width: width.map { max(1, $0 - left) })
            let lines = texts.map { String(repeating: " ", count: left) + $0 }
            guard !word.isEmpty else { return lines }
            let label = Style.dim.apply(to: word, color: color)
            guard fits else {
                return [clipped("  ", word)] + lines
            }
            let gap = String(repeating: " ", count: max(0, column - 2 - DisplayWidth.of(word)))
            return ["  \(label)\(gap)\(texts.first ?? "")"] + lines.dropFirst()
        }
    }

    private func clipped(_ indent: String, _ word: String) -> String {
        let text = DisplayWidth.truncate(word, to: max(0, (width ?? 80) - indent.utf8.count))
        return indent + Style.dim.apply(to: text, color: color)
    }
}
