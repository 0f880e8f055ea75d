package import Endpoints
package import LinuxKernel

/// The machine this program runs on, for waiting.
package final class LiveWaitingWorld: WaitingWorld {
    private let machine: Machine
    private let sleep: (Double) -> Bool

    /// - Parameter sleep: pauses and says whether the user wants to stop.
    package init(_ machine: Machine, sleep: @escaping (Double) -> Bool) {
        self.machine = machine
        self.sleep = sleep
    }

    package func now() -> Double { Clock.monotonic() }

    package func pause(_ seconds: Double) -> Bool { sleep(seconds) }

    package func listeners(_ transport: Transport, port: UInt16) throws(SystemError) -> [SocketRow] {
        let states = transport == .tcp ? SocketQuery.listening : SocketQuery.unconnected
        var rows: [SocketRow] = []
        for family in IPAddress.Family.allCases {
            rows += try machine.sockets.sockets(SocketQuery(transport, family, states: states, localPort: port))
        }
        return rows
    }

    package func holders(of inodes: Set<UInt32>) -> [UInt32: [ProcessLabel]] {
        let found = machine.proc.holders(of: inodes, among: machine.proc.processes())
        var out: [UInt32: [ProcessLabel]] = [:]
        // The oldest first: of a server and its workers it is the server that people know.
        for holder in found.holders.sorted(by: { $0.pid < $1.pid }) {
            if out[holder.inode]?.contains(where: { $0.pid == holder.pid }) ?? false { continue }
            let name = machine.proc.name(holder.pid) ?? "?"
            out[holder.inode, default: []].append(ProcessLabel(pid: holder.pid, name: name))
        }
        return out
    }

    package func isAlive(_ pid: Int32) -> Bool { machine.proc.stat(pid)?.isAlive ?? false }

    package func isInTree(_ pid: Int32, of root: Int32) -> Bool {
        var next = pid
        for _ in 0..<256 {
            if next == root { return true }
            guard next > 1, let parent = machine.proc.stat(next)?.parent else { return false }
            next = parent
        }
        return false
    }

    package func get(_ endpoint: Endpoint, _ expectation: HTTPExpectation, seconds: Double) -> HTTPAnswer {
        let (connection, _) = TCPConnection.open(endpoint, seconds: min(0.5, seconds))
        guard let connection else { return .refused }
        guard connection.send(Array(expectation.request.utf8), seconds: 0.5) else { return .closed }
        let begin = now()
        let bytes = connection.receive(seconds: seconds, limit: 16_384) { $0.contains(10) }
        return HTTPAnswer(bytes, ended: now() - begin < seconds)
    }

    package func connect(_ endpoint: Endpoint, seconds: Double) -> ConnectResult {
        TCPConnection.open(endpoint, seconds: seconds).1
    }

    package func bindFailure(_ endpoint: Endpoint) -> Int32? { BindTrial.failure(endpoint)?.code }
}
