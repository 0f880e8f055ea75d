import Endpoints
import LinuxKernel

/// A container as far as it is known: by its id from a cgroup, and by its names where an engine could be asked.
package struct ContainerIdentity: Hashable, Sendable {
    package var id: String?
    package var name: String?
    package var image: String?
    package var composeProject: String?
    package var composeService: String?
    /// The folder the compose project was started in.
    package var projectDirectory: String?
    /// The port inside, where one is published.
    package var innerPort: UInt16?
    /// `docker` or `podman`: the command that manages it.
    package var engine: String?

    package init(id: String? = nil, name: String? = nil) {
        self.id = id
        self.name = name
    }

    init(_ container: Container, engine: ContainerEngine, innerPort: UInt16?) {
        self.init(id: container.id, name: container.name)
        image = container.image
        composeProject = container.project
        composeService = container.service
        projectDirectory = container.projectDirectory
        self.innerPort = innerPort
        self.engine = engine.command
    }

    /// What to call it: its name, else the first twelve digits of its id.
    package var title: String { name ?? id.map { String($0.prefix(12)) } ?? "of an engine that may not be asked" }
}

/// Asks the container engines, once, when a listener turns out to belong to a container.
final class ContainerLookup {
    private let sockets: [String]
    private lazy var search = ContainerEngine.search(sockets: sockets)

    init(_ machine: Machine, environment: [String: String]) {
        sockets = ContainerEngine.sockets(environment: environment).map { machine.root + $0 }
    }

    /// The container with this id, with its names where an engine tells them.
    func container(_ reference: CgroupPlace.ContainerReference) -> ContainerIdentity {
        if let (engine, container) = search.containers.first(where: { $0.container.id == reference.id }) {
            return ContainerIdentity(container, engine: engine, innerPort: nil)
        }
        var unknown = ContainerIdentity(id: reference.id)
        if ["docker", "podman"].contains(reference.engine) { unknown.engine = reference.engine }
        return unknown
    }

    /// The container behind a published port.
    ///
    /// - Parameter proxy: what `docker-proxy` was told, which names the container's address even where the engine
    ///   may not be asked.
    func container(publishing endpoint: Endpoint, proxy: DockerProxy?) -> ContainerIdentity? {
        for (engine, container) in search.containers where container.publishes(endpoint) {
            let port = container.ports.first { $0.hostPort == endpoint.port && $0.transport == endpoint.transport }
            return ContainerIdentity(container, engine: engine, innerPort: port?.containerPort)
        }
        guard let proxy else { return nil }
        if let (engine, container) = search.containers.first(where: {
            $0.container.addresses.contains(proxy.container.address)
        }) {
            return ContainerIdentity(container, engine: engine, innerPort: proxy.container.port)
        }
        var unknown = ContainerIdentity(name: proxy.container.address.description)
        unknown.innerPort = proxy.container.port
        return unknown
    }

    /// The restart policy and such of a container; `nil` when no engine tells.
    func details(of identity: ContainerIdentity) -> ContainerDetails? {
        guard let id = identity.id,
            let engine = search.containers.first(where: { $0.container.id == id })?.engine
        else { return nil }
        return try? engine.details(of: id)
    }
}
