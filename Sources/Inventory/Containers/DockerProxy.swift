package import Endpoints

/// What Docker's userland proxy was told on its command line: it holds a published port on the host and leads to one
/// container.
package struct DockerProxy: Hashable, Sendable {
    package var transport: Transport
    package var host: Endpoint
    package var container: Endpoint

    /// Reads `-proto tcp -host-ip 127.0.0.1 -host-port 8080 -container-ip 172.17.0.2 -container-port 80`.
    ///
    /// - Parameter arguments: the whole command line or what follows the program's name.
    package init?(arguments: [String]) {
        var values: [Substring: String] = [:]
        var i = 0
        while i < arguments.count {
            let word = arguments[i]
            i += 1
            guard word.hasPrefix("-") else { continue }
            // Go's flag package takes one dash or two, and a value behind "=" or behind a space.
            let name = word.drop { $0 == "-" }
            if let equals = name.firstIndex(of: "=") {
                values[name[..<equals]] = String(name[name.index(after: equals)...])
            } else if i < arguments.count, !arguments[i].hasPrefix("-") {
                values[name] = arguments[i]
                i += 1
            }
        }
        guard let transport = Transport(rawValue: values["proto"] ?? "tcp"),
            let hostPort = values["host-port"].flatMap({ UInt16($0) }),
            let containerPort = values["container-port"].flatMap({ UInt16($0) }),
            let containerAddress = values["container-ip"].flatMap({ IPAddress($0) }),
            let hostAddress = IPAddress(values["host-ip"] ?? "0.0.0.0")
        else { return nil }
        self.transport = transport
        host = Endpoint(transport, hostAddress, hostPort)
        container = Endpoint(transport, containerAddress, containerPort)
    }
}
