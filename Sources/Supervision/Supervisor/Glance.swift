import LinuxKernel
import Stack

/// One look at the machine: whatever several services are asked about in it is read once, and only when asked for.
struct Glance {
    private let machine: Machine
    private lazy var listening = ListenerLook(machine).rows(udp: usesUDP)
    private lazy var kin = ProcessKin(machine.proc)
    private let usesUDP: Bool

    init(_ machine: Machine, usesUDP: Bool) {
        self.machine = machine
        self.usesUDP = usesUDP
    }

    /// Every listener there is.
    mutating func rows() -> [SocketRow] { listening }

    /// What the processes below this one, and those of its session, listen on.
    mutating func listeners(of main: Int32, on ports: Set<UInt16>? = nil) -> [RealListener] {
        let rows = ports.map { ports in listening.filter { ports.contains($0.local.port) } } ?? listening
        return ListenerLook(machine).listeners(of: kin.processes(of: main), among: rows)
    }
}

/// Who is whose child and in which session, at one moment.
struct ProcessKin {
    private var children: [Int32: [Int32]] = [:]
    private var sessions: [Int32: [Int32]] = [:]

    init(_ proc: ProcFS) {
        for pid in proc.processes() {
            guard let stat = proc.stat(pid) else { continue }
            children[stat.parent, default: []].append(pid)
            sessions[stat.session, default: []].append(pid)
        }
    }

    /// The processes of a service: its main one, those of its session, also without a parent, and whatever is below.
    func processes(of main: Int32) -> [Int32] {
        guard main > 0 else { return [] }
        var out = [main] + (sessions[main] ?? []).filter { $0 != main }
        var seen = Set(out)
        var next = 0
        while next < out.count {
            for child in children[out[next]] ?? [] where seen.insert(child).inserted { out.append(child) }
            next += 1
        }
        return out
    }
}
