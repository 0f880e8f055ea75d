package import Diagnosis
package import Endpoints
package import LinuxKernel

/// How full a listener's accept queue is, looked at again and again: a queue that overflows in bursts is full for some
/// milliseconds only.
package struct QueueLook: Sendable {
    private let machine: Machine
    private let pause: Double

    package static let looks = 100

    /// - Parameter pause: seconds between two looks.
    package init(_ machine: Machine, pause: Double = 0.01) {
        self.machine = machine
        self.pause = pause
    }

    /// One look is enough where the listener's own counter says that it never dropped anything, and nothing waits: the
    /// machine's counter may have grown by any other's queue.
    package func watch(_ endpoint: Endpoint) -> QueueWatch {
        let before = NetworkCounters(isV6: false)
        var watch = QueueWatch(looks: 0, fullLooks: 0, longest: 0, limit: 0, overflows: 0)
        var drops: [UInt32] = []
        for turn in 0..<Self.looks {
            if turn > 0 { Clock.sleep(pause) }
            guard let row = listener(endpoint) else { continue }
            watch.looks += 1
            // One more than the limit may wait (`sk_acceptq_is_full`).
            if row.receiveQueue > row.sendQueue { watch.fullLooks += 1 }
            watch.longest = max(watch.longest, row.receiveQueue)
            watch.limit = row.sendQueue
            if let count = row.drops { drops.append(count) }
            if turn == 0, row.drops == 0, row.receiveQueue == 0 { return watch }
        }
        if let first = drops.first, let last = drops.last {
            watch.overflows = Int(last &- first)
        } else {
            watch.overflows = NetworkCounters(isV6: false).growth(since: before)["TcpExt.ListenOverflows"] ?? 0
        }
        return watch
    }

    private func listener(_ endpoint: Endpoint) -> SocketRow? {
        for family in IPAddress.Family.allCases {
            var query = SocketQuery(.tcp, family, states: SocketQuery.listening, localPort: endpoint.port)
            query.wantsDrops = true
            let rows = (try? machine.sockets.sockets(query)) ?? []
            if let row = rows.first(where: { SocketFact($0).answers(endpoint) }) { return row }
        }
        return nil
    }
}
