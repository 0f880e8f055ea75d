package import Endpoints

/// A name that leads away from the server it stands for.
package struct AstrayName: Hashable, Sendable {
    package var name: String
    package var addresses: [IPAddress]
    /// Of /etc/hosts, where the address comes from there.
    package var entry: NameSources.HostsEntry?
    /// Where something does answer on that port.
    package var right: Endpoint?
    /// Whether the name can only mean this machine.
    package var isLocalhost: Bool
}

extension NameSources {
    /// Whether a name is `localhost` or ends in it (RFC 6761 section 6.3).
    package static func isLocalhost(_ name: String) -> Bool {
        let name = name.lowercased()
        return name == "localhost" || name.hasSuffix(".localhost") || name == "localhost.localdomain"
    }

    /// Whether a name is this machine's own, with or without its domain.
    package func isHostName(_ name: String) -> Bool {
        guard !hostName.isEmpty, !Self.isLocalhost(name) else { return false }
        let (name, own) = (name.lowercased(), hostName.lowercased())
        return name == own || name.prefix { $0 != "." } == own || own.prefix { $0 != "." } == name
    }
}

extension Scene {
    /// The question's name, when it leads to an address that it should not: `localhost` to anything but 127.0.0.1 and
    /// ::1, another name to an address where nothing answers while this machine's loopback does.
    ///
    /// The machine's own name is not meant: Debian gives it 127.0.1.1 on purpose.
    package func astrayName() throws(Need) -> AstrayName? {
        guard question.intent == .use, question.unixPath == nil, let name = question.name, let port = question.port
        else { return nil }
        let isLocalhost = NameSources.isLocalhost(name)
        let found = try lookup(name)
        guard let first = found.addresses.first else { return nil }
        let wrong = found.addresses.filter { $0 != .loopbackV4 && $0 != .loopbackV6 }
        guard !wrong.isEmpty, !facts.names.isHostName(name) else { return nil }
        if isOwn(first), try isConnected() { return nil }
        let right = [IPAddress.loopbackV4, .loopbackV6].map { Endpoint(question.transport, $0, port) }
            .first { isListenedTo($0) }
        let entry = facts.names.hosts.first { entry in
            wrong.contains(entry.address) && entry.names.contains { $0.lowercased() == name.lowercased() }
        }
        let astray = AstrayName(
            name: name, addresses: found.addresses, entry: entry, right: right, isLocalhost: isLocalhost)
        if isLocalhost {
            // Beside a right address a wrong one does harm only when clients come to it first.
            return wrong.count == found.addresses.count || !isOwn(first) ? astray : nil
        }
        guard wrong.count == found.addresses.count, right != nil else { return nil }
        // Another address of this machine is no mistake of the name, but of what the server listens on.
        if wrong.allSatisfy({ $0.isLoopback }) { return astray }
        guard wrong.allSatisfy({ !isOwn($0) }), !question.reports.isEmpty else { return nil }
        return entry != nil || Self.isForTesting(name) ? astray : nil
    }

    private func isConnected() throws(Need) -> Bool {
        question.transport == .tcp ? try reached() != nil : false
    }

    /// Names that are never another's on the Internet (RFC 6761, RFC 6762, RFC 9476 and common use).
    private static func isForTesting(_ name: String) -> Bool {
        [".test", ".local", ".internal", ".lan", ".home", ".localdomain"].contains { name.lowercased().hasSuffix($0) }
    }
}
