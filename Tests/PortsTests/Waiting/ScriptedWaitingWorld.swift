import Endpoints
import LinuxKernel
import Ports

/// A machine whose table changes at given seconds.
final class ScriptedWaitingWorld: WaitingWorld {
    var time = 0.0
    /// From which second on which rows are there.
    var script: [(at: Double, rows: [SocketRow])] = []
    var processes: [UInt32: [ProcessLabel]] = [:]
    /// Parent by child.
    var parents: [Int32: Int32] = [:]
    var deaths: [Int32: Double] = [:]
    /// Answers by second.
    var answers: [(at: Double, answer: HTTPAnswer)] = []
    var connects: ConnectResult = .refused
    var bindFailures: [Endpoint: Int32] = [:]
    var interruptAt = Double.infinity
    private(set) var pauses: [Double] = []
    private(set) var requests: [(Double, Endpoint)] = []
    private(set) var connectCount = 0
    private(set) var searches = 0

    func now() -> Double { time }

    func pause(_ seconds: Double) -> Bool {
        precondition(seconds > 0, "a pause of nothing is a busy loop")
        pauses.append(seconds)
        time += seconds
        return time >= interruptAt
    }

    func listeners(_ transport: Transport, port: UInt16) throws(SystemError) -> [SocketRow] {
        let rows = script.last { $0.at <= time }?.rows ?? []
        return rows.filter { $0.local.transport == transport && (port == 0 || $0.local.port == port) }
    }

    func holders(of inodes: Set<UInt32>) -> [UInt32: [ProcessLabel]] {
        searches += 1
        return processes.filter { inodes.contains($0.key) }
    }

    func isAlive(_ pid: Int32) -> Bool { time < deaths[pid] ?? .infinity }

    func isInTree(_ pid: Int32, of root: Int32) -> Bool {
        var next: Int32? = pid
        while let this = next {
            if this == root { return true }
            next = parents[this]
        }
        return false
    }

    func get(_ endpoint: Endpoint, _ expectation: HTTPExpectation, seconds: Double) -> HTTPAnswer {
        requests.append((time, endpoint))
        return answers.last { $0.at <= time }?.answer ?? .refused
    }

    func connect(_ endpoint: Endpoint, seconds: Double) -> ConnectResult {
        connectCount += 1
        return connects
    }

    func bindFailure(_ endpoint: Endpoint) -> Int32? { bindFailures[endpoint] }
}
