/// OpenSSH: a listening client is a forward, a listening session of the server is one from the other side.
enum SecureShell {
    static let rules: [Rule] = [
        Rule(["ssh", "autossh", "slogin"]) { client($0) },
        Rule(["sshd", "sshd-session", "sshd-auth"]) { server($0) },
        Rule(["dropbear"], "sshd", "SSH server", .system),
        Rule(["mosh-server"], "mosh", "Mosh", .tool),
        Rule(["sshuttle"], "sshuttle", "sshuttle", .tunnel) { $0.value("-r", "--remote") },
    ]

    /// One `-L`, `-R` or `-D` of ssh(1).
    struct Forward: Hashable {
        enum Direction { case local, remote, dynamic }

        var direction: Direction
        /// The port or socket that listens.
        var listen: String
        /// `host:port` or a socket path it leads to; empty for SOCKS.
        var target: String

        init(_ direction: Direction, _ text: String) {
            let parts = Self.split(text)
            self.direction = direction
            switch parts.count {
            case _ where direction == .dynamic: (listen, target) = (parts.last ?? text, "")
            case 4: (listen, target) = (parts[1], "\(parts[2]):\(parts[3])")
            case 3 where parts[2].hasPrefix("/"): (listen, target) = (parts[1], parts[2])
            case 3: (listen, target) = (parts[0], "\(parts[1]):\(parts[2])")
            case 2 where direction == .remote && !parts[1].hasPrefix("/"):
                // An address and a port: the other side gets a SOCKS proxy that leads here.
                (listen, target) = (parts[1], "")
            case 2: (listen, target) = (parts[0], parts[1])
            default: (listen, target) = (text, "")
            }
        }

        /// At colons, but not inside square brackets.
        private static func split(_ text: String) -> [String] {
            var parts = [""]
            var depth = 0
            for character in text {
                if character == "[" { depth += 1 }
                if character == "]" { depth -= 1 }
                if character == ":" && depth == 0 {
                    parts.append("")
                } else {
                    parts[parts.count - 1].append(character)
                }
            }
            return parts
        }

        func sentence(_ destination: String) -> String {
            switch direction {
            case .local: "\(listen) → \(target) via \(destination)"
            case .dynamic: "SOCKS \(listen) via \(destination)"
            case .remote: "\(destination):\(listen) → \(target.isEmpty ? "SOCKS here" : target)"
            }
        }
    }

    /// Options of ssh(1) that take a value.
    private static let valued = Set("BbcDEeFIiJLlmOoPpQRSWw".utf8)

    /// The forwards and the destination of a client's command line, clustered letters (`-fNL 80:db:80`) included.
    static func parse(_ words: ArraySlice<String>) -> (forwards: [Forward], destination: String?) {
        var forwards: [Forward] = []
        var destination: String?
        var i = words.startIndex
        while i < words.endIndex {
            let word = words[i]
            i += 1
            if word == "--" { continue }
            guard word.hasPrefix("-"), word.utf8.count > 1 else {
                if word.isEmpty { continue }
                // The second is the remote command.
                if destination != nil { break }
                destination = word
                continue
            }
            var letters = word.utf8.dropFirst()
            while let letter = letters.popFirst() {
                guard valued.contains(letter) else { continue }
                var value = String(letters) ?? ""
                if value.isEmpty, i < words.endIndex {
                    value = words[i]
                    i += 1
                }
                switch letter {
                case UInt8(ascii: "L"): forwards.append(Forward(.local, value))
                case UInt8(ascii: "R"): forwards.append(Forward(.remote, value))
                case UInt8(ascii: "D"): forwards.append(Forward(.dynamic, value))
                case UInt8(ascii: "o"): if let forward = option(value) { forwards.append(forward) }
                default: break
                }
                break
            }
        }
        return (forwards, destination)
    }

    /// `-o LocalForward="5432 db:5432"`: the listening side and the target stand apart by a space (ssh_config(5)).
    private static func option(_ text: String) -> Forward? {
        let parts = text.split(whereSeparator: { $0 == "=" || $0 == " " || $0 == "\"" }).map(String.init)
        guard parts.count >= 2 else { return nil }
        let spec = parts.dropFirst().joined(separator: ":")
        switch parts[0].lowercased() {
        case "localforward": return parts.count > 2 ? Forward(.local, spec) : nil
        case "remoteforward": return Forward(.remote, spec)
        case "dynamicforward": return Forward(.dynamic, spec)
        default: return nil
        }
    }

    private static func client(_ invocation: Invocation) -> Recognition {
        if let title = invocation.title, title.hasSuffix("[mux]") {
            // ssh: /home/u/.ssh/control-bastion [mux]: the arguments are gone.
            return Recognition(
                "ssh-forward", "SSH forward", .tunnel,
                "shared connection \(invocation.words.first.map(Path.name) ?? "")")
        }
        var words = invocation.words
        // autossh has an -M of its own, with a value; ssh's has none.
        if invocation.program == "autossh", let m = words.firstIndex(of: "-M") {
            words = words[..<m] + words[(m + 1)...].dropFirst()
        }
        let (forwards, host) = parse(words[...])
        let destination = host ?? "?"
        if let port = invocation.port {
            if let forward = forwards.first(where: { $0.direction != .remote && UInt16($0.listen) == port }) {
                return Recognition(
                    "ssh-forward", forward.direction == .dynamic ? "SSH SOCKS proxy" : "SSH forward", .tunnel,
                    forward.sentence(destination))
            }
            // A client listens for nothing else; what is not on its command line is in its configuration.
            return Recognition("ssh-forward", "SSH forward", .tunnel, "via \(destination), by its configuration")
        }
        guard let first = forwards.first else { return Recognition("ssh", "SSH client", .tool, host) }
        let more = forwards.count > 1 ? ", and \(forwards.count - 1) more" : ""
        return Recognition("ssh-forward", "SSH forward", .tunnel, first.sentence(destination) + more)
    }

    /// The daemon itself, or a session: `sshd: ada [priv]`, `sshd: ada@pts/0`, `sshd-session: ada@notty`.
    private static func server(_ invocation: Invocation) -> Recognition {
        guard let title = invocation.title, !title.holds("[listener]"), let who = invocation.words.first,
            !who.hasPrefix("/")
        else {
            return Recognition("sshd", "SSH server", .system)
        }
        let user = String(who.prefix { $0 != "@" })
        guard let port = invocation.port, port != 22 else {
            return Recognition("sshd-session", "SSH session", .system, user)
        }
        // X11 display N is port 6000 + N; forwarded ones begin at 10 (X11DisplayOffset).
        if (6010...6099).contains(port) {
            return Recognition("ssh-x11-forward", "SSH X11 forward", .tunnel, "display \(port - 6000) of \(user)")
        }
        return Recognition("ssh-remote-forward", "SSH remote forward", .tunnel, "to the client of \(user)")
    }
}
