import CLinux
import Foundation
import LinuxKernel
import Stack
import TestSupport
import Testing

@testable import Supervision

/// Stands in for the guardian: every program starts, and ends when it is asked to. No process is made.
final class ScriptedHost: ServiceHost {
    let descriptor: Int32
    private let writer: Int32
    private var events: [GuardianEvent] = []
    private var nextPID: Int32 = 2_000_000_000
    private(set) var running: [ServiceID: SpawnRequest] = [:]
    private(set) var spawned: [String] = []
    private(set) var stopped: [String] = []
    private(set) var killed: [String] = []
    /// What a program says before it does anything else, by its service.
    var says: [String: String] = [:]
    /// Services whose program is not there.
    var missing: Set<String> = []
    /// Services that take no notice of a stop signal.
    var stubborn: Set<String> = []

    init() {
        var ends: [Int32] = [-1, -1]
        _ = clinux_pipe(&ends)
        for end in ends { _ = clinux_fcntl(end, F_SETFL, Int(O_NONBLOCK)) }
        (descriptor, writer) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(writer)
    }

    func spawn(_ request: SpawnRequest, streams: StandardStreams) {
        if missing.contains(request.name) { return tell(.failed(request.id, SpawnFailure(code: ENOENT, stage: .exec))) }
        if let text = says[request.name] { _ = write(streams.output, text, text.utf8.count) }
        spawned.append(request.name)
        running[request.id] = request
        nextPID += 1
        tell(.spawned(request.id, pid: nextPID, startTicks: 1))
    }

    func stop(_ id: ServiceID, signal: Signal?, grace: Double?) {
        // A limit, which no scripted program reaches.
        if signal == Signal(number: SIGURG) { return }
        guard let name = running[id]?.name else { return }
        stopped.append(name)
        if !stubborn.contains(name) { end(id, status: SIGTERM) }
    }

    func kill(_ id: ServiceID) {
        guard let name = running[id]?.name else { return }
        killed.append(name)
        end(id, status: SIGKILL)
    }

    func receive() -> [GuardianEvent] {
        _ = FileBytes.some(from: descriptor)
        defer { events = [] }
        return events
    }

    /// The process of a service ends by itself; the status is that of wait(2).
    func end(_ name: String, status: Int32) {
        end(status: status) { $0.name == name }
    }

    func end(status: Int32, where isMeant: (SpawnRequest) -> Bool) {
        for (id, request) in running where isMeant(request) { end(id, status: status) }
    }

    /// Makes the supervisor look around.
    func wake() { _ = write(writer, "x", 1) }

    private func end(_ id: ServiceID, status: Int32) {
        running[id] = nil
        let exit = LeaderExit(status: WaitStatus(status), peakMemory: 0, userSeconds: 0, systemSeconds: 0)
        tell(.exited(id, exit))
        tell(.emptied(id, killed: 0))
    }

    private func tell(_ event: GuardianEvent) {
        events.append(event)
        wake()
    }
}

/// A supervisor over a scripted host, turned by hand.
final class SupervisedStage {
    let folder = TemporaryFolder()
    let host = ScriptedHost()
    let supervisor: Supervisor
    let folders: StackFolders
    private let run: OpenRun
    private let writer: LogWriter

    init(_ services: [PlannedService], endsTogether: Bool = false) throws {
        folders = StackFolders(state: folder("state"), runtime: folder.path)
        run = try RunStore(path: folders.runs).begin(RunRecord(command: ["up"], start: "now"))
        writer = try LogWriter(run)
        var options = Supervisor.Options()
        options.endsTogether = endsTogether
        let plan = StackPlan(
            identity: StackIdentity(project: "shop", workTree: "/w", label: "main", id: "shop-1"), services: services)
        supervisor = try Supervisor(
            plan, options, machine: FakeHost().machine, host: host, output: RunLog(run.folder, writer),
            control: ControlServer(path: folders.controlSocket), signals: nil,
            record: CrashRecorder(folders, run: run.folder.path))
        supervisor.handle(.start(Array(services.indices)))
    }

    deinit {
        writer.close()
        run.end()
    }

    /// Turns until this holds.
    func turn(seconds: Double = 10, until condition: () -> Bool) -> Bool {
        let deadline = Clock.monotonic() + seconds
        while !condition() {
            guard Clock.monotonic() < deadline else { return false }
            host.wake()
            supervisor.turn()
        }
        return true
    }

    var phases: String { supervisor.life.services.map(\.phase.word).joined(separator: " ") }
    var cards: [CrashCard] { supervisor.record.cards }
}
