/// The command that carries a far endpoint to a port of this machine, from a URL of `forward:`.
package enum ForwardCommand {
    /// A URL that cannot be used; why.
    package struct Unusable: Error, Hashable, Sendable {
        package var reason: String
    }

    /// - Parameters:
    ///   - url: `ssh://[user@]host[:port]/target:port`, `kubectl://[context/]namespace/kind/name:port` or
    ///     `kubectl://namespace/name:port` for a pod.
    ///   - host: where it listens here.
    package static func arguments(
        _ url: String, host: String, port: UInt16
    ) throws(Unusable) -> [String] {
        guard let colon = url.firstRange(of: "://") else {
            throw Unusable(reason: "it begins with neither ssh:// nor kubectl://")
        }
        let rest = String(url[colon.upperBound...])
        switch String(url[..<colon.lowerBound]) {
        case "ssh": return try ssh(rest, host: host, port: port)
        case "kubectl", "k8s": return try kubectl(rest, host: host, port: port)
        case let other: throw Unusable(reason: "\(other):// is not known; ssh:// and kubectl:// are")
        }
    }

    private static func ssh(_ rest: String, host: String, port: UInt16) throws(Unusable) -> [String] {
        guard let slash = rest.firstIndex(of: "/") else {
            throw Unusable(reason: "behind the host the target is missing: ssh://host/target:port")
        }
        var bastion = String(rest[..<slash])
        let target = String(rest[rest.index(after: slash)...])
        _ = try number(target)
        guard !bastion.isEmpty, !bastion.hasPrefix("-"), !bastion.contains("@-") else {
            throw Unusable(reason: "the host is missing: ssh://host/target:port")
        }
        var out = ["ssh", "-N", "-T"]
        // Ends instead of pretending when the port is taken or the other side is gone, so that it is started again.
        for option in [
            "ExitOnForwardFailure=yes", "ServerAliveInterval=5", "ServerAliveCountMax=3", "BatchMode=yes",
            "ControlMaster=no", "ControlPath=none",
        ] {
            out += ["-o", option]
        }
        if let colon = bastion.lastIndex(of: ":"), !bastion.hasSuffix("]"),
            let number = UInt16(bastion[bastion.index(after: colon)...])
        {
            out += ["-p", String(number)]
            bastion = String(bastion[..<colon])
        }
        let local = host.contains(":") ? "[\(host)]" : host
        return out + ["-L", "\(local):\(port):\(target)", "--", bastion]
    }

    private static func kubectl(_ rest: String, host: String, port: UInt16) throws(Unusable) -> [String] {
        let remote = try number(rest)
        guard let colon = rest.lastIndex(of: ":") else { throw Unusable(reason: "the port is missing") }
        var parts = rest[..<colon].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (2...4).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") }) else {
            throw Unusable(reason: "it is not of the form kubectl://[context/]namespace/kind/name:port")
        }
        var out = ["kubectl"]
        if parts.count == 4 { out += ["--context", parts.removeFirst()] }
        let namespace = parts.removeFirst()
        let resource = parts.count == 2 ? "\(parts[0])/\(parts[1])" : "pod/\(parts[0])"
        return out + [
            "--namespace", namespace, "port-forward", "--address", host, resource, "\(port):\(remote)",
        ]
    }

    private static func number(_ text: String) throws(Unusable) -> UInt16 {
        guard let colon = text.lastIndex(of: ":"), let number = UInt16(text[text.index(after: colon)...]), number > 0
        else { throw Unusable(reason: "the target's port is missing: …:5432") }
        return number
    }
}
