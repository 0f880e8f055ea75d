import Diagnosis

/// Where nginx passes requests on to, by its configuration (ngx_http_proxy_module, ngx_http_upstream_module).
enum NginxUpstreams {
    static func read(_ path: String, _ files: ConfigurationFiles) -> [Upstream] {
        let base = "/" + files.absolute(path).split(separator: "/").dropLast().joined(separator: "/")
        var queue = [files.absolute(path)]
        var visited: Set<String> = []
        var servers: [Upstream] = []
        var passes: [(target: String, source: String)] = []
        var groups: Set<String> = []
        while let file = queue.first, visited.count < UpstreamLook.mostFiles {
            queue.removeFirst()
            guard visited.insert(file).inserted, let text = files.text(file) else { continue }
            var group: String?
            for statement in statements(text) {
                let source = "\(file):\(statement.line)"
                switch statement.words.first {
                case "include" where statement.words.count > 1:
                    queue += files.matching(statement.words[1], below: base)
                case "upstream" where statement.words.count > 1 && statement.opens:
                    group = statement.words[1]
                    groups.insert(statement.words[1])
                case "}": group = nil
                case "server" where group != nil && statement.words.count > 1:
                    if let server = Upstream(statement.words[1], standard: 80, source: source) {
                        servers.append(server)
                    }
                case "proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass":
                    if statement.words.count > 1 { passes.append((statement.words[1], source)) }
                default: break
                }
            }
        }
        return servers
            + passes.compactMap { pass in
                let rest = pass.target.firstRange(of: "://").map { pass.target[$0.upperBound...] } ?? pass.target[...]
                let name = rest.prefix { $0 != "/" && $0 != ":" }
                return groups.contains(String(name)) ? nil : Upstream(pass.target, source: pass.source)
            }
    }

    struct Statement: Hashable {
        var words: [String]
        var line: Int
        /// Whether it ends in a brace that opens a block.
        var opens = false
    }

    /// Words up to `;` or a brace; quoted words may hold both, and a `#` begins a comment.
    static func statements(_ text: String) -> [Statement] {
        var out: [Statement] = []
        var words: [String] = []
        var word: [UInt8] = []
        var line = 1
        var start = 1
        var quote: UInt8?
        var isComment = false
        func endWord() {
            if word.isEmpty { return }
            if words.isEmpty { start = line }
            words.append(String(decoding: word, as: UTF8.self))
            word = []
        }
        for byte in text.utf8 {
            if byte == 10 {
                if quote == nil { endWord() }
                isComment = false
                line += 1
                continue
            }
            if isComment { continue }
            if let open = quote {
                if byte == open { quote = nil } else { word.append(byte) }
                continue
            }
            switch byte {
            case UInt8(ascii: "#") where word.isEmpty: isComment = true
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case 9, 13, 32: endWord()
            case UInt8(ascii: ";"), UInt8(ascii: "{"):
                // `${name}` stands inside a word.
                if byte == UInt8(ascii: "{"), word.last == UInt8(ascii: "$") {
                    word.append(byte)
                    continue
                }
                endWord()
                if !words.isEmpty { out.append(Statement(words: words, line: start, opens: byte == UInt8(ascii: "{"))) }
                words = []
            case UInt8(ascii: "}"):
                if !word.isEmpty {
                    word.append(byte)
                    continue
                }
                out.append(Statement(words: ["}"], line: line))
                words = []
            default: word.append(byte)
            }
        }
        return out
    }
}
