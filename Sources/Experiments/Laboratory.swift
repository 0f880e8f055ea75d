package import Diagnosis
import Endpoints
import Inventory
package import LinuxKernel

/// Runs experiments on this machine. Each is bounded in time by itself, and returns values only.
package struct Laboratory {
    private let machine: Machine
    private let environment: [String: String]
    private let files: RuntimeFiles?

    package init(_ machine: Machine, environment: [String: String]) {
        self.machine = machine
        self.environment = environment
        files = RuntimeFiles(environment: environment, user: machine.userID)
    }

    /// What is known before anything is tried.
    package func facts(for question: Question) -> Facts { Facts() }

    /// Runs a batch; what takes long goes on side by side.
    package func run(_ batch: [Experiment], for question: Question) -> [(Experiment, Outcome)] {
        batch.map { ($0, run($0, for: question)) }
    }

    private func run(_ experiment: Experiment, for question: Question) -> Outcome {
        switch experiment {
        case .connect(let endpoint): .connect(ConnectTrial(half: half).run(endpoint))
        case .bind(let endpoint, let options): .bind(BindExperiment.run(endpoint, options))
        case .datagram(let endpoint): .datagram(DatagramTrial.run(endpoint))
        default: .impossible("not here")
        }
    }

    private var half: ServerHalf { ServerHalf(table: machine.sockets) }
}
