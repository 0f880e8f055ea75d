import Endpoints

/// A port of this machine that leads into a container.
struct Published: Hashable {
    /// `nil` when the engine may not be asked and only its proxy's arguments tell.
    var container: ContainerFact?
    /// As the engine writes it: `0.0.0.0`, `::`, `127.0.0.1`, or empty for every address.
    var hostAddress: String
    var hostPort: UInt16
    var containerPort: UInt16
    /// The container's own address, where it has one.
    var containerAddress: IPAddress?

    /// `the container web`, `the container at 172.17.0.2`.
    var title: String {
        if let container { return "the container \(container.name)" }
        return containerAddress.map { "the container at \($0)" } ?? "the container behind it"
    }

    /// The same at the beginning of a sentence.
    var subject: String { "T" + title.dropFirst() }

    /// The engine offers it on every address of the machine.
    var isEverywhere: Bool { IPAddress(hostAddress)?.isUnspecified ?? hostAddress.isEmpty }

    /// Offered to programs of this machine only.
    var isLoopbackOnly: Bool { IPAddress(hostAddress)?.isLoopback ?? false }

    /// `127.0.0.1:8080 to 80`.
    var mapping: String {
        let host = hostAddress.isEmpty ? "0.0.0.0" : hostAddress
        return "\(host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host):\(hostPort) to port \(containerPort)"
    }

    /// Its own endpoint, inside.
    var inner: Endpoint? { containerAddress.map { Endpoint(.tcp, $0, containerPort) } }
}

extension ContainerFact {
    /// It has a first process: it may listen and answer.
    var isRunning: Bool { state == "running" || state == "paused" }

    /// TCP ports that listen inside, on whatever address; Docker's own resolver on 127.0.0.11 is none of the program's.
    /// `nil` when it may not be looked into.
    var openPorts: [UInt16]? {
        listening.map { Set($0.filter(\.isProgramsOwn).map(\.endpoint.port)).sorted() }
    }
}

extension ForeignListener {
    /// Docker answers names on 127.0.0.11 in every container of a network of its own.
    var isProgramsOwn: Bool { endpoint.transport == .tcp && "\(endpoint.address.unmapped)" != "127.0.0.11" }
}

extension ContainerPicture {
    /// The command that manages these containers.
    var command: String { Said([socket ?? ""]).has("podman") ? "podman" : "docker" }
}

extension Scene {
    /// Something here speaks of containers; without that no engine is asked, which costs some 30 ms.
    var hintsAtContainers: Bool {
        !containerBridges.isEmpty
            || ["DOCKER_HOST", "DOCKER_CONTEXT", "CONTAINER_HOST"].contains { facts.environment[$0] != nil }
            || question.reports.contains { $0.runtime == "Docker" }
            || facts.processes.values.contains { Self.engines.contains($0.name) }
            || facts.sockets.contains { $0.container != nil }
    }

    private static let engines: Set<String> = [
        "dockerd", "docker-proxy", "containerd", "containerd-shim", "containerd-shim-", "podman", "conmon",
        "rootlessport", "rootlesskit", "com.docker.backend", "nerdctl",
    ]

    /// The interfaces behind which containers live, by the names that engines give them.
    var containerBridges: [InterfaceFact] {
        facts.interfaces.filter { interface in
            ["docker", "br-", "podman", "cni", "nerdctl"].contains { interface.name.hasPrefix($0) }
        }
    }

    /// Where this TCP port leads into containers, running or not; first those that run.
    func published(_ port: UInt16) throws(Need) -> [Published] {
        guard hintsAtContainers else { return [] }
        let picture = try containers()
        var out: [Published] = []
        for container in picture.containers {
            for publish in container.publishes where publish.hostPort == port && publish.transport == "tcp" {
                out.append(
                    Published(
                        container: container, hostAddress: publish.hostAddress, hostPort: port,
                        containerPort: publish.containerPort,
                        containerAddress: container.address.flatMap { IPAddress($0) }))
            }
        }
        if picture.engine != .answered { out += proxied(port) }
        return out.filter { $0.container?.isRunning ?? true } + out.filter { !($0.container?.isRunning ?? true) }
    }

    /// What Docker's userland proxies were told on their command lines, which every user may read:
    /// `-proto tcp -host-ip 0.0.0.0 -host-port 8080 -container-ip 172.17.0.2 -container-port 80`.
    private func proxied(_ port: UInt16) -> [Published] {
        facts.processes.values.filter { $0.name == "docker-proxy" }.sorted { $0.pid < $1.pid }.compactMap { proxy in
            var values: [String: String] = [:]
            for (name, value) in zip(proxy.arguments, proxy.arguments.dropFirst()) where name.hasPrefix("-") {
                values[name] = value
            }
            guard values["-proto"] ?? "tcp" == "tcp", values["-host-port"].flatMap({ UInt16($0) }) == port,
                let inner = values["-container-port"].flatMap({ UInt16($0) })
            else { return nil }
            return Published(
                container: nil, hostAddress: values["-host-ip"] ?? "", hostPort: port, containerPort: inner,
                containerAddress: values["-container-ip"].flatMap { IPAddress($0) })
        }
    }

    /// The engine starts it again and again: it waits to do so, or has just done it. An engine counts restarts from the
    /// container's beginning, so a count alone says nothing of one that has run for long.
    func isLooping(_ container: ContainerFact) -> Bool {
        if container.state == "restarting" { return true }
        return container.isRunning && container.restarts > 0 && (facts.processes[container.pid]?.age ?? 0) < 30
    }

    /// A container's own address may be connected to: it is behind a bridge of this machine.
    func connectInside(_ published: Published) throws(Need) -> ConnectOutcome? {
        guard let inner = published.inner, bridge(to: inner.address) != nil else { return nil }
        return try connect(inner)
    }

    /// The bridge in whose network a container's address lies: Docker and Podman give networks of 16 bits or fewer
    /// hosts, and the bridge itself has the first address.
    func bridge(to address: IPAddress) -> InterfaceFact? {
        guard case .v4(let wanted) = address.unmapped else { return nil }
        func shared(_ interface: InterfaceFact) -> Int {
            interface.addresses.map { own in
                guard case .v4(let own) = own.unmapped else { return 0 }
                return (own.bits ^ wanted.bits).leadingZeroBitCount
            }.max() ?? 0
        }
        return containerBridges.filter { shared($0) >= 16 }.max { shared($0) < shared($1) }
    }
}
