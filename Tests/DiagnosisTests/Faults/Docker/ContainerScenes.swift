import Diagnosis
import Endpoints
import Testing

/// A machine with a Docker engine, its bridge and one container, told in a test.
struct ContainerScene {
    var scene: TestScene
    var container = ContainerFact(
        id: "0123456789abcdef", name: "web", image: "app", address: "172.17.0.2", pid: 700, listening: [])
    var socket: String? = "/var/run/docker.sock"
    var engine = ContainerPicture.Engine.answered

    init(_ text: String, reports: [ErrorReport] = []) throws {
        scene = try .using(text, reports: reports)
        scene.facts.processes[50] = ProcessFact(pid: 50, name: "dockerd", arguments: ["dockerd"])
        scene.facts.interfaces =
            InterfaceFact.usual + [
                InterfaceFact("docker0", addresses: [try #require(IPAddress("172.17.0.1"))])
            ]
        container.publishes = [ContainerFact.Publish(hostAddress: "0.0.0.0", hostPort: 8080, containerPort: 80)]
    }

    /// Opens a port inside.
    mutating func open(_ endpoint: String) throws {
        container.listening?.append(
            ForeignListener(try TestScene.endpoint(endpoint), namespace: 9, pid: 700, name: "httpd"))
    }

    /// Puts Docker's proxy before port 8080 of this machine.
    mutating func proxy(_ address: String = "0.0.0.0:8080") throws {
        let endpoint = try TestScene.endpoint(address)
        scene.facts.processes[60] = ProcessFact(
            pid: 60, parent: 50, name: "docker-proxy",
            arguments: [
                "/usr/bin/docker-proxy", "-proto", "tcp", "-host-ip", "\(endpoint.address)", "-host-port",
                "\(endpoint.port)", "-container-ip", "172.17.0.2", "-container-port", "80",
            ])
        scene.facts.sockets.append(SocketFact(.listen, endpoint, owners: [60]))
    }

    /// The same, seen by a user who may not ask the engine, nor see who holds sockets.
    mutating func forbid() {
        engine = .unreachable("\(socket ?? "") may not be opened by this user")
        for i in scene.facts.sockets.indices {
            scene.facts.sockets[i].owners = []
            scene.facts.sockets[i].unknownOwner = "other user"
        }
    }

    /// What the rules are asked with; without containers where the engine may not be asked.
    var told: TestScene {
        var told = scene
        let containers = engine == .answered ? [container] : []
        told.set(.containers, .containers(ContainerPicture(engine, socket: socket, containers: containers)))
        return told
    }

    func judge(_ rule: any Rule.Type) -> Finding? { told.judge(rule) }
}
