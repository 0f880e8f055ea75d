import Diagnosis
import Endpoints
import Testing

/// A machine with a container that publishes a port.
enum Published {
    static func container(_ port: UInt16, state: String = "running") -> ContainerFact {
        ContainerFact(
            id: "1", name: "w1", image: "bb", state: state,
            publishes: [.init(hostAddress: "0.0.0.0", hostPort: port, containerPort: 80)])
    }

    static let proxy = BindScene.process(
        812, "docker-proxy",
        [
            "docker-proxy", "-proto", "tcp", "-host-port", "8080", "-container-ip", "172.17.0.2", "-container-port",
            "80",
        ],
        uid: 0)

    static func scene(
        _ question: Question, _ sockets: [SocketFact] = [], _ processes: [ProcessFact] = [], engine: Bool = true,
        containers: [ContainerFact] = []
    ) -> TestScene {
        var scene = TestScene(question, sockets: sockets, processes: BindScene.roots + processes)
        scene.set(
            .containers,
            .containers(
                ContainerPicture(engine ? .answered : .unreachable("permission denied"), containers: containers)))
        return scene
    }

    static func message(_ text: String, host: String = "0.0.0.0", port: Int = 8080) -> Question {
        QuestionReader.question(from: [ErrorReport(.addressInUse, host: host, port: port, text: text)])
    }
}
