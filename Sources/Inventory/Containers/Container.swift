package import Endpoints

/// A container as its engine describes it; all text is the engine's own and raw.
package struct Container: Hashable, Sendable {
    /// A port of the container that the engine offers on the host.
    package struct Port: Hashable, Sendable {
        /// `nil` where the engine names no address.
        package var hostAddress: IPAddress?
        package var hostPort: UInt16
        package var containerPort: UInt16
        package var transport: Transport

        package init(_ hostAddress: IPAddress?, _ hostPort: UInt16, _ containerPort: UInt16, _ transport: Transport) {
            self.hostAddress = hostAddress
            self.hostPort = hostPort
            self.containerPort = containerPort
            self.transport = transport
        }
    }

    /// 64 hexadecimal digits.
    package var id: String
    /// Without the leading slash of the API.
    package var name: String
    package var image: String
    /// `running`, `exited`, `paused` …
    package var state: String
    /// The compose project it belongs to, and the service's name there.
    package var project: String?
    package var service: String?
    /// The folder the compose project was started in.
    package var projectDirectory: String?
    /// Published ports only.
    package var ports: [Port]
    /// Its addresses in the engine's networks.
    package var addresses: [IPAddress]

    package init(
        id: String, name: String, image: String = "", state: String = "running", project: String? = nil,
        service: String? = nil, projectDirectory: String? = nil, ports: [Port] = [], addresses: [IPAddress] = []
    ) {
        self.id = id
        self.name = name
        self.image = image
        self.state = state
        self.project = project
        self.service = service
        self.projectDirectory = projectDirectory
        self.ports = ports
        self.addresses = addresses
    }

    /// The first 12 digits, as the engines' own lists show it.
    package var shortID: String { String(id.prefix(12)) }

    /// Whether this host endpoint leads to the container; a port published on all addresses answers on every one.
    package func publishes(_ endpoint: Endpoint) -> Bool {
        ports.contains { port in
            guard port.hostPort == endpoint.port, port.transport == endpoint.transport else { return false }
            guard let address = port.hostAddress, !address.isUnspecified else { return true }
            return address.unmapped == endpoint.address.unmapped
        }
    }
}

extension Container {
    /// Reads one element of `GET /containers/json` (Docker Engine API 1.24 and later, Podman's compatible API).
    package init?(_ json: JSONValue) {
        guard let id = json["Id"]?.string else { return nil }
        let name = json["Names"]?.array?.first?.string ?? ""
        let labels = json["Labels"]?.object ?? [:]
        self.init(
            id: id, name: name.hasPrefix("/") ? String(name.dropFirst()) : name,
            image: json["Image"]?.string ?? "", state: json["State"]?.string ?? "",
            project: labels["com.docker.compose.project"]?.string ?? labels["io.podman.compose.project"]?.string,
            service: labels["com.docker.compose.service"]?.string,
            projectDirectory: labels["com.docker.compose.project.working_dir"]?.string,
            ports: Self.ports(json["Ports"]), addresses: Self.addresses(json["NetworkSettings"]))
    }

    private static func ports(_ json: JSONValue?) -> [Port] {
        var out: [Port] = []
        for entry in json?.array ?? [] {
            guard let host = entry["PublicPort"]?.int.flatMap({ UInt16(exactly: $0) }), host != 0,
                let inside = entry["PrivatePort"]?.int.flatMap({ UInt16(exactly: $0) }),
                let transport = Transport(rawValue: entry["Type"]?.string ?? "tcp")
            else { continue }
            let port = Port(entry["IP"]?.string.flatMap { IPAddress($0) }, host, inside, transport)
            if !out.contains(port) { out.append(port) }
        }
        return out
    }

    /// Every address of every network it is in, in order.
    static func addresses(_ settings: JSONValue?) -> [IPAddress] {
        var out: Set<IPAddress> = []
        for network in (settings?["Networks"]?.object ?? [:]).values {
            for key in ["IPAddress", "GlobalIPv6Address"] {
                if let address = network[key]?.string.flatMap({ IPAddress($0) }) { out.insert(address) }
            }
        }
        return out.sorted()
    }
}

/// What only `GET /containers/ID/json` tells.
package struct ContainerDetails: Hashable, Sendable {
    /// `no`, `always`, `unless-stopped` or `on-failure`: who restarts it when it ends.
    package var restartPolicy: String
    package var addresses: [IPAddress]
    /// The pid of its first process on the host; `nil` when it does not run.
    package var processID: Int32?

    package init(restartPolicy: String, addresses: [IPAddress] = [], processID: Int32? = nil) {
        self.restartPolicy = restartPolicy
        self.addresses = addresses
        self.processID = processID
    }

    package init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        let policy = json["HostConfig"]?["RestartPolicy"]?["Name"]?.string ?? ""
        let pid = json["State"]?["Pid"]?.int.flatMap { Int32(exactly: $0) }
        self.init(
            restartPolicy: policy.isEmpty ? "no" : policy, addresses: Container.addresses(json["NetworkSettings"]),
            processID: pid.flatMap { $0 > 0 ? $0 : nil })
    }
}
