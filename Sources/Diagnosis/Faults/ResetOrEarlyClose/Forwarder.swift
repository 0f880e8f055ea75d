import Endpoints

/// A process that only passes connections on.
struct Forwarder {
    var suspect: Suspect
    /// Where it forwards to.
    var targets: [Upstream]
    /// The target is the far end's to reach: this machine cannot try it.
    var isFar: Bool

    static let names: Set = [
        "ssh", "autossh", "socat", "kubectl", "haproxy", "rinetd", "chisel", "gost", "frpc", "cloudflared", "ncat",
        "simpleproxy", "redir", "oc", "k3s", "stunnel", "stunnel4", "systemd-socket-p", "ngrok", "wstunnel",
    ]
}

extension Scene {
    /// The forwarder behind a listener.
    func forwarder(_ listener: SocketFact) throws(Need) -> Forwarder? {
        for suspect in suspects(listener) {
            let process = suspect.process
            guard Forwarder.names.contains(process.name),
                suspect.isCertain || suspect.namesPort || process.name == "haproxy"
            else { continue }
            var targets = try upstreams(process.pid)
            // What it has open is its own way to the far end rather than a target, where its words name one.
            let named = targets.filter { $0.source != "connections" }
            if !named.isEmpty { targets = named }
            if targets.isEmpty { targets = ForwarderArguments.targets(process.arguments, port: listener.local.port) }
            return Forwarder(suspect: suspect, targets: targets, isFar: try isFar(process))
        }
        return nil
    }

    /// ssh's and kubectl's targets are reached from their far end; which may be this machine.
    private func isFar(_ process: ProcessFact) throws(Need) -> Bool {
        switch process.name {
        case "ssh", "autossh":
            guard let host = ForwarderArguments.sshHost(process.arguments) else { return true }
            if let address = IPAddress(host) { return !isOwn(address) }
            return try !lookup(host).addresses.contains { isOwn($0) }
        case "kubectl", "oc", "k3s", "chisel", "frpc", "wstunnel", "ngrok", "cloudflared": return true
        default: return false
        }
    }
}

/// What forwarders' command lines say.
enum ForwarderArguments {
    /// `-L 8080:127.0.0.1:81` of ssh(1), `TCP:127.0.0.1:81` of socat(1).
    static func targets(_ arguments: [String], port: UInt16) -> [Upstream] {
        var out: [Upstream] = []
        for (i, argument) in arguments.enumerated().dropFirst() {
            var forward: Substring?
            if argument == "-L", i + 1 < arguments.count {
                forward = arguments[i + 1][...]
            } else if argument.hasPrefix("-L") && argument.utf8.count > 2 {
                forward = argument.dropFirst(2)
            }
            if let forward, let target = sshForward(forward, port: port) {
                out.append(target)
                continue
            }
            for prefix in ["TCP:", "TCP4:", "TCP6:", "TCP-CONNECT:", "tcp:", "tcp4:", "tcp6:", "tcp-connect:"]
            where argument.hasPrefix(prefix) {
                let address = argument.dropFirst(prefix.utf8.count).prefix { $0 != "," }
                if let target = hostAndPort(address) { out.append(target) }
            }
        }
        return out
    }

    /// `[bind:]port:host:hostport`, when it is about this port.
    private static func sshForward(_ text: Substring, port: UInt16) -> Upstream? {
        let parts = split(text)
        guard parts.count >= 3, let local = UInt16(parts[parts.count - 3]), local == port,
            let remote = UInt16(parts[parts.count - 1])
        else { return nil }
        return Upstream(host: parts[parts.count - 2], port: remote, source: "its arguments")
    }

    private static func hostAndPort(_ text: Substring) -> Upstream? {
        let parts = split(text)
        guard parts.count == 2, let port = UInt16(parts[1]) else { return nil }
        return Upstream(host: parts[0], port: port, source: "its arguments")
    }

    /// At colons outside of brackets; brackets are taken off.
    private static func split(_ text: Substring) -> [String] {
        var parts: [String] = [""]
        var depth = 0
        for character in text {
            switch character {
            case "[": depth += 1
            case "]": depth -= 1
            case ":" where depth == 0: parts.append("")
            default: parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    /// The host that ssh connects to: its first word that is no option and no option's value, without the user.
    static func sshHost(_ arguments: [String]) -> String? {
        let withValue = Set("BbcDEeFIiJLlmOopQRSWw")
        var skips = false
        for argument in arguments.dropFirst() {
            if skips {
                skips = false
                continue
            }
            guard argument.hasPrefix("-") else {
                let host = argument.split(separator: "@").last.map(String.init) ?? argument
                return host
            }
            // `-L8080:…` carries its value, `-NfL` takes the next word.
            let letters = Array(argument.dropFirst())
            if let i = letters.firstIndex(where: { withValue.contains($0) }) { skips = i == letters.count - 1 }
        }
        return nil
    }
}
