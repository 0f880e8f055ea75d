/// Where a `forward` leads to.
package enum ForwardTarget: Hashable, Sendable {
    /// Through a host that one can log in to, to `target:port` as seen from there (ssh(1), `-L`).
    case ssh(user: String?, host: String, port: UInt16?, target: String, targetPort: UInt16)
    /// To a pod, service or deployment (kubectl port-forward).
    case kubectl(context: String?, namespace: String, kind: String, name: String, port: String)

    /// The number at the far end; `nil` where it is a name that the cluster knows.
    package var targetPort: UInt16? {
        switch self {
        case .ssh(_, _, _, _, let port): port
        case .kubectl(_, _, _, _, let port): UInt16(port)
        }
    }

    /// Reads `ssh://[user@]host[:port]/target:port` and `kubectl://[context/]namespace/kind/name:port`.
    static func read(_ text: String) -> Result<ForwardTarget, PlainFault> {
        if text.hasPrefix("ssh://") { return ssh(String(text.dropFirst(6))) }
        if text.hasPrefix("kubectl://") { return kubectl(String(text.dropFirst(10))) }
        return .failure(
            PlainFault(
                "`\(text)` is no forward: ssh://[user@]host[:port]/target:port "
                    + "or kubectl://[context/]namespace/kind/name:port"))
    }

    private static func ssh(_ text: String) -> Result<ForwardTarget, PlainFault> {
        guard let slash = text.firstIndex(of: "/") else {
            return .failure(PlainFault("where the forward leads to is missing: ssh://HOST/TARGET:PORT"))
        }
        let far = text[text.index(after: slash)...]
        guard let (target, targetPort) = hostAndPort(far), let targetPort else {
            return .failure(PlainFault("`\(far)` is no TARGET:PORT with a port from 1 to 65535"))
        }
        var near = text[..<slash]
        var user: String?
        if let at = near.lastIndex(of: "@") {
            user = String(near[..<at])
            near = near[near.index(after: at)...]
        }
        guard let (host, port) = hostAndPort(near) else {
            return .failure(PlainFault("`\(near)` is no host to log in to"))
        }
        for word in [host, user ?? "x", target] where !isName(word) {
            return .failure(PlainFault("`\(word)` cannot stand in a forward"))
        }
        return .success(.ssh(user: user, host: host, port: port, target: target, targetPort: targetPort))
    }

    private static func kubectl(_ text: String) -> Result<ForwardTarget, PlainFault> {
        guard let colon = text.lastIndex(of: ":") else {
            return .failure(PlainFault("the port is missing: kubectl://NAMESPACE/KIND/NAME:PORT"))
        }
        let port = String(text[text.index(after: colon)...])
        var parts = text[..<colon].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        // A context may hold slashes itself, as those of EKS do.
        guard parts.count >= 3 else {
            return .failure(PlainFault("too few parts: kubectl://[CONTEXT/]NAMESPACE/KIND/NAME:PORT"))
        }
        let name = parts.removeLast()
        let kind = parts.removeLast()
        let namespace = parts.removeLast()
        let context = parts.isEmpty ? nil : parts.joined(separator: "/")
        for word in [name, kind, namespace, context ?? "x", port] where !isName(word.replacing("/", with: "")) {
            return .failure(PlainFault("`\(word)` cannot stand in a forward"))
        }
        if port.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), (UInt16(port) ?? 0) == 0 {
            return .failure(PlainFault("\(port) is no port: ports go from 1 to 65535"))
        }
        return .success(.kubectl(context: context, namespace: namespace, kind: kind, name: name, port: port))
    }

    /// Nothing that ssh or kubectl would take for an option (CVE-2017-1000117 and its kin), nothing for a shell.
    private static func isName(_ word: String) -> Bool {
        guard let first = word.utf8.first, first != UInt8(ascii: "-") else { return false }
        return word.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "._-:@+".utf8.contains(byte)
            }
        }
    }

    /// `host`, `host:22`, `[::1]:22`.
    private static func hostAndPort(_ text: some StringProtocol) -> (String, UInt16?)? {
        if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
            let host = String(text[text.index(after: text.startIndex)..<close])
            let rest = text[text.index(after: close)...]
            if rest.isEmpty { return (host, nil) }
            guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
            return (host, port)
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return (String(host), nil) }
        guard let port = UInt16(parts[1]), port > 0 else { return nil }
        return (String(host), port)
    }

    /// The program and its arguments that hold the forward open on `host:port` of this machine.
    func arguments(host: String, port: UInt16) -> [String] {
        switch self {
        case .ssh(let user, let gate, let gatePort, let target, let targetPort):
            let near = host.contains(":") ? "[\(host)]" : host
            let far = target.contains(":") ? "[\(target)]" : target
            return ["ssh", "-N", "-L", "\(near):\(port):\(far):\(targetPort)"]
                // A forward that could not be made is a failure, a question nobody can answer is one too, and a dead
                // line is noticed within a minute.
                + ["-o", "ExitOnForwardFailure=yes", "-o", "BatchMode=yes"]
                + ["-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=3", "-o", "ConnectTimeout=15"]
                // A connection of its own: a shared one (ControlMaster) would hold the port after our end.
                + ["-S", "none"]
                + (gatePort.map { ["-p", "\($0)"] } ?? []) + ["--", user.map { "\($0)@\(gate)" } ?? gate]
        case .kubectl(let context, let namespace, let kind, let name, let far):
            return ["kubectl"] + (context.map { ["--context", $0] } ?? [])
                + ["--namespace", namespace, "port-forward", "--address", host, "\(kind)/\(name)", "\(port):\(far)"]
        }
    }
}
