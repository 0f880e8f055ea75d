package import LinuxKernel

/// Serves portpicker's protocol on a Unix socket: a port for each process that asks, its own as long as it lives.
///
/// One thread and one loop: every question is answered in well under a millisecond, and nobody is waited for.
package final class Portserver {
    private let listener: UnixListener
    private let interrupts: Interrupts
    private let user: UInt32
    private let give: (Int32) -> UInt16?
    private var clients: [Client] = []

    private struct Client {
        let connection: UnixClient
        var bytes: [UInt8] = []
        let since: Double
        /// When it is answered with what it has said, or dropped, on the monotonic clock.
        var deadline: Double
    }

    /// As many are listened to at a time; others wait to be accepted.
    static let mostClients = 256
    /// How long a client may stay silent while others wait, in seconds.
    static let crowdedPatience = 0.5
    /// How long a client may stay silent, in seconds.
    static let patience = 5.0
    /// How long after the first digits a newline may come, in seconds; a client that sends none is answered then.
    static let newlinePatience = 0.25

    /// - Parameters:
    ///   - user: whose clients are served; root serves everybody.
    ///   - give: a port for the process with this id, or `nil`.
    package init(_ listener: UnixListener, interrupts: Interrupts, user: UInt32, give: @escaping (Int32) -> UInt16?) {
        self.listener = listener
        self.interrupts = interrupts
        self.user = user
        self.give = give
    }

    /// Serves until a signal comes.
    package func run() {
        var mayAccept = true
        while true {
            let now = Clock.monotonic()
            let next = clients.map(\.deadline).min() ?? now + 3600
            let pause = mayAccept ? max(0, next - now) : min(0.1, max(0, next - now))
            let others = clients.map(\.connection.descriptor) + (mayAccept ? [listener.descriptor] : [])
            if interrupts.pause(pause, others: others) { return }
            mayAccept = accept()
            clients = clients.compactMap(advance)
        }
    }

    /// Takes in who waits.
    ///
    /// - Returns: false when there is no room, or no descriptor, for more of them right now.
    private func accept() -> Bool {
        let now = Clock.monotonic()
        if clients.count >= Self.mostClients { clients.removeAll { now - $0.since > Self.crowdedPatience } }
        while clients.count < Self.mostClients {
            let connection: UnixClient
            do {
                guard let accepted = try listener.accept() else { return true }
                connection = accepted
            } catch {
                return false
            }
            // An abstract socket has no permissions of its own.
            guard user == 0 || connection.user == user || connection.user == 0 else { continue }
            clients.append(Client(connection: connection, since: now, deadline: now + Self.patience))
        }
        return false
    }

    /// Reads what a client has said and answers once that is enough.
    ///
    /// - Returns: the client, if it is not done with.
    private func advance(_ client: Client) -> Client? {
        var client = client
        let now = Clock.monotonic()
        var isAll = now >= client.deadline
        switch client.connection.receive() {
        case .bytes(let bytes):
            if client.bytes.isEmpty { client.deadline = now + Self.newlinePatience }
            client.bytes += bytes
        case .nothingYet: break
        case .ended:
            if client.bytes.isEmpty { return nil }
            isAll = true
        }
        switch PortserverRequest(client.bytes, isAll: isAll) {
        case .incomplete: return client
        case .garbage: return nil
        case .process(let pid):
            client.connection.send(PortserverRequest.reply(give(pid)))
            return nil
        }
    }
}

/// The ports a portserver has given to processes, beside what the registry remembers.
package struct PortserverPool {
    private let office: PortOffice
    private let proc: ProcFS
    private let range: ClosedRange<UInt16>?
    private var given: [HandedOut] = []

    package init(_ office: PortOffice, proc: ProcFS, range: ClosedRange<UInt16>?) {
        self.office = office
        self.proc = proc
        self.range = range
    }

    /// A port for a process that runs; a port whose process has gone may be given again once nobody has it bound.
    package mutating func port(for pid: Int32) -> UInt16? {
        guard let stat = proc.stat(pid), stat.isAlive else { return nil }
        given = given.filter { proc.isAlive($0.pid, startTicks: $0.startTicks) }
        let request = PortRequest(range: range, owner: (pid, stat.startTicks))
        guard let answer = try? office.grant(request, avoiding: Set(given.map(\.port))),
            let port = answer.grants.first?.port
        else { return nil }
        given.append(HandedOut(port, .tcp, time: 0, pid: pid, startTicks: stat.startTicks))
        return port
    }
}
