import LinuxKernel

/// A socket that systemd listens on for a service that may not run yet (systemd.socket(5)).
package struct SocketActivation: Hashable, Sendable {
    /// The `.socket` unit.
    package var socket: String
    /// The unit it starts.
    package var service: String

    package init(socket: String, service: String) {
        self.socket = socket
        self.service = service
    }

    /// Reads `systemctl list-sockets --no-legend`: listening address, socket unit, unit it activates.
    ///
    /// - Parameter addresses: as systemd writes it: `127.0.0.1:631`, `[::]:22`, `*:80`.
    package static func find(_ addresses: [String], in text: String) -> SocketActivation? {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
            guard fields.count >= 3, addresses.contains(fields[0]), fields[1].hasSuffix(".socket") else { continue }
            return SocketActivation(socket: fields[1], service: fields[2])
        }
        return nil
    }

    /// Asks systemd which socket unit a listener of process 1 is; `nil` where systemd does not run.
    package static func of(_ listener: Listener, root: String) -> SocketActivation? {
        guard listener.mainOwner?.process.pid == 1, FileBytes.exists("\(root)/run/systemd/system") else { return nil }
        let command = ["systemctl", "list-sockets", "--all", "--no-legend", "--no-pager"]
        guard let text = (try? Spawn.run(command, seconds: 2))?.text else { return nil }
        return find([listener.endpoint.addressAndPort, listener.title], in: text)
    }
}
