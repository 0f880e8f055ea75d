package import Endpoints
package import LinuxKernel

/// Gives ports away and keeps the promises made: the registry, the rules and the machine together.
package struct PortOffice: Sendable {
    private let machine: Machine
    /// `nil` when there is no place to write anything down.
    package let store: LeaseStore?
    private let now: @Sendable () -> Int
    private let random: @Sendable () -> UInt64
    private let probe: @Sendable (UInt16, Transport) -> PortRefusal?
    private let exists: @Sendable (String) -> Bool

    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - random: where the search for a port without a name begins.
    ///   - probe: what a real bind says against a port.
    ///   - exists: whether a work tree is still there.
    package init(
        _ machine: Machine, folder: StateFolder?, now: @escaping @Sendable () -> Int = { Int(Clock.realtime()) },
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: 0...UInt64.max) },
        probe: @escaping @Sendable (UInt16, Transport) -> PortRefusal? = { PortProbe.refusal($0, $1) },
        exists: @escaping @Sendable (String) -> Bool = FileBytes.exists
    ) {
        self.machine = machine
        store = folder.map(LeaseStore.init)
        self.now = now
        self.random = random
        self.probe = probe
        self.exists = exists
    }

    /// Gives the ports asked for. A registry that cannot be read or written is told of in the notes; there is still
    /// a port then, but no promise.
    ///
    /// - Parameter avoiding: ports the caller knows to be given away, whatever the registry says.
    package func grant(_ request: PortRequest, avoiding: Set<UInt16> = []) throws(NoPort) -> PortAnswer {
        if let known = try? store?.read(), let answer = try leased(request, known) { return answer }
        do {
            guard let store else { throw SystemError("find", "a folder for leases (HOME is not set)", code: 2) }
            let outcome = try store.change { records in take(request, &records, avoiding) }
            return try outcome.get()
        } catch let error as NoPort {
            throw error
        } catch {
            return try withoutRegistry(request, avoiding, "\(error)")
        }
    }

    /// The same choice without a place to write it down.
    private func withoutRegistry(
        _ request: PortRequest, _ avoiding: Set<UInt16>, _ reason: String
    ) throws(NoPort) -> PortAnswer {
        var records = (try? store?.read()) ?? LeaseRecords()
        var answer = try take(request, &records, avoiding).get()
        for i in answer.grants.indices where answer.grants[i].isNew {
            answer.grants[i].isLeased = false
            answer.grants[i].isNew = false
        }
        let lost = request.keys.isEmpty ? "the port is not remembered" : "no lease, the port may go to somebody else"
        answer.notes.insert("\(lost): \(reason)", at: 0)
        return answer
    }

    /// The answer when every lease asked for is there; nothing is written then.
    private func leased(_ request: PortRequest, _ records: LeaseRecords) throws(NoPort) -> PortAnswer? {
        let keys = request.keys
        var answer = PortAnswer(notes: notes(on: records))
        for key in keys {
            guard let lease = records[key] else { return nil }
            try keep(lease, request, &answer.notes)
            answer.grants.append(PortGrant(port: lease.port, key: key, isLeased: true))
        }
        return keys.isEmpty ? nil : answer
    }

    private func notes(on records: LeaseRecords) -> [String] {
        guard let store, let first = records.damaged.first else { return [] }
        let count = records.damaged.count
        return ["\(store.path): line \(first) makes no sense" + (count > 1 ? ", nor do \(count - 1) more" : "")]
    }

    /// A lease that is there stays, even when something else is wished for now.
    private func keep(_ lease: Lease, _ request: PortRequest, _ notes: inout [String]) throws(NoPort) {
        let service = lease.key.service
        if let range = request.range, !range.contains(lease.port) {
            throw NoPort(
                "\(service) is leased port \(lease.port), outside \(range.lowerBound)-\(range.upperBound)",
                hint: "let it go first: ostia port --release \(service)")
        }
        if let prefer = request.prefer, service == request.keys.first?.service, lease.port != prefer {
            notes.append(
                "\(service) keeps port \(lease.port), its lease; for \(prefer): ostia port --release \(service) first")
        }
    }

    /// Chooses what is missing and enters it: all of it, or nothing.
    private func take(
        _ request: PortRequest, _ known: inout LeaseRecords, _ avoiding: Set<UInt16>
    ) -> Result<PortAnswer, NoPort> {
        let time = now()
        var records = known
        records.handedOut.removeAll { entry in
            !entry.isCurrent(now: time) { machine.proc.isAlive($0, startTicks: $1) }
        }
        var search = PortSearch(
            rules: PickRules(machine, range: request.range), records: records, avoiding: avoiding,
            listening: PortProbe.taken(request.transport, machine.sockets), transport: request.transport, probe: probe)
        var answer = PortAnswer(notes: notes(on: records))
        do throws(NoPort) {
            let keys: [LeaseKey?] = request.keys.isEmpty ? Array(repeating: nil, count: request.count) : request.keys
            for (i, key) in keys.enumerated() {
                if let key, let lease = records[key] {
                    try keep(lease, request, &answer.notes)
                    answer.grants.append(PortGrant(port: lease.port, key: key, isLeased: true))
                    continue
                }
                let port = try search.next(
                    seed: key?.seed ?? random(), prefer: i == 0 ? request.prefer : nil, notes: &answer.notes,
                    isGone: { !exists($0) })
                records.leases.removeAll { $0.port == port }
                if let key {
                    records.leases.append(Lease(key, port: port, since: time))
                } else {
                    records.handedOut.append(
                        HandedOut(
                            port, request.transport, time: time, pid: request.owner?.pid ?? 0,
                            startTicks: request.owner?.startTicks ?? 0))
                }
                answer.grants.append(PortGrant(port: port, key: key, isLeased: key != nil, isNew: key != nil))
            }
        } catch {
            return .failure(error)
        }
        known = records
        return .success(answer)
    }

    /// Every lease of the user, by project and port.
    package func list() throws(SystemError) -> (leases: [Lease], notes: [String]) {
        guard let records = try store?.read() else { return ([], []) }
        let leases = records.leases.sorted {
            ($0.key.project, $0.port) < ($1.key.project, $1.port)
        }
        return (leases, notes(on: records))
    }

    /// Lets leases go.
    ///
    /// - Parameters:
    ///   - services: their names; `nil` for all of the work tree.
    ///   - transport: `nil` for both.
    /// - Returns: those that were there.
    package func release(
        project: String, services: [ServiceName]?, transport: Transport? = nil
    ) throws(SystemError) -> [Lease] {
        let names = services.map { Set($0.map(\.text)) }
        func isMeant(_ lease: Lease) -> Bool {
            lease.key.project == project && names?.contains(lease.key.service) ?? true
                && (transport == nil || lease.key.transport == transport)
        }
        // Nothing to release needs neither the lock nor a folder that can be written.
        guard let store, try store.read().leases.contains(where: isMeant) else { return [] }
        return try store.change { records in
            let released = records.leases.filter(isMeant)
            records.leases.removeAll(where: isMeant)
            return released
        }
    }
}
