package import Diagnosis
import Endpoints
import Inventory
package import LinuxKernel

/// Gathers what is known of the machine before anything is tried, by looking alone.
package struct FactGatherer {
    private let machine: Machine
    private let environment: [String: String]
    private let files: RuntimeFiles?
    private let clock: @Sendable () -> Double

    /// - Parameters:
    ///   - environment: the environment that the question was asked with.
    ///   - files: where the holders of sockets are remembered between looks; `nil` walks every process.
    package init(machine: Machine, environment: [String: String], files: RuntimeFiles?) {
        self.init(machine: machine, environment: environment, files: files, clock: Clock.realtime)
    }

    /// - Parameter clock: seconds since 1970.
    package init(
        machine: Machine, environment: [String: String], files: RuntimeFiles?, clock: @escaping @Sendable () -> Double
    ) {
        self.machine = machine
        self.environment = environment
        self.files = files
        self.clock = clock
    }

    package func facts(for question: Question) -> Facts {
        let now = clock()
        let scan = ProcessScan(machine)
        let survey = Survey(machine, memory: files)
        survey.book.take(scan.processes.map(\.listed))
        let ports = question.ports
        let sockets = SocketGathering(
            survey: survey, describer: Describer(survey, environment: environment), ports: ports,
            describesAll: question.intent == .machine || ports.isEmpty
        ).gather(scan.pids)
        let processes = scan.processes.map { process in
            process.fact(
                users: survey.users, clock: scan.clock, now: now, details: sockets.details[process.listed.pid])
        }
        let kernel = KernelLook(machine)
        return Facts(
            sockets: sockets.facts, processes: processes, interfaces: interfaces(),
            names: NameLook(machine).sources(wanted: question.names), kernel: kernel.facts, environment: environment,
            userID: machine.userID, ownPID: machine.processID, capabilities: kernel.capabilities, now: Int64(now),
            workingDirectory: machine.proc.workingDirectory(machine.processID) ?? "/",
            surroundings: kernel.surroundings, gaps: sockets.gaps)
    }

    /// Every interface with its addresses, in the kernel's order.
    private func interfaces() -> [InterfaceFact] {
        let addresses = machine.interfaces()
        var facts: [InterfaceFact] = (machine.links?() ?? []).map { link in
            InterfaceFact(link.name, isUp: link.isUp, isLoopback: link.isLoopback, mtu: link.mtu, addresses: [])
        }
        for entry in addresses {
            if let i = facts.firstIndex(where: { $0.name == entry.interface }) {
                facts[i].addresses.append(entry.address)
            } else {
                let isLoopback = entry.interface == "lo" || entry.address.isLoopback
                facts.append(
                    InterfaceFact(
                        entry.interface, isUp: entry.isUp, isLoopback: isLoopback, mtu: isLoopback ? 65536 : 1500,
                        addresses: [entry.address]))
            }
        }
        return facts
    }
}

extension Question {
    /// Every port it speaks of: its own and those of what was seen.
    var ports: Set<UInt16> {
        var out = Set(reports.compactMap { $0.port.flatMap { UInt16(exactly: $0) } })
        if let port { out.insert(port) }
        out.remove(0)
        return out
    }

    /// Every host name it speaks of, in lower case.
    var names: Set<String> {
        Set(([host ?? "localhost"] + reports.compactMap(\.host)).map { HostNames.canonical($0) })
    }
}
