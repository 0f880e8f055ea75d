import CGuardian
package import LinuxKernel

/// What a supervisor asks of the guardian.
package enum GuardianRequest: Hashable, Sendable {
    case spawn(SpawnRequest)
    /// To the leader, or to every process group of the service.
    case signal(ServiceID, Signal, wholeSession: Bool)
    /// The stop signal to all of the service, its grace, then SIGKILL; `nil` stands for what the start said.
    case stop(ServiceID, Signal?, grace: Double?)
    case kill(ServiceID)
    /// Stops everything at once, no grace longer than this, then ends. A second one can only shorten the grace.
    case shutdown(grace: Double)

    /// The bytes of the frame.
    ///
    /// - Throws: `EINVAL` for a string with a zero byte in it, `E2BIG` for more than the guardian takes.
    package func frame(run: RunID) throws(SystemError) -> [UInt8] {
        var writer = FrameWriter(kind)
        switch self {
        case .spawn(let request): try Self.write(request, run, into: &writer)
        case .signal(let id, let signal, let wholeSession):
            writer.add([id.number, UInt32(bitPattern: signal.number), wholeSession ? 1 : 0])
        case .stop(let id, let signal, let grace):
            writer.add([
                id.number, UInt32(bitPattern: signal?.number ?? 0), grace.map(Self.milliseconds) ?? .max,
            ])
        case .kill(let id): writer.add([id.number])
        case .shutdown(let grace): writer.add([Self.milliseconds(grace)])
        }
        let frame = writer.finished()
        if frame.count > Int(CGUARDIAN_LONGEST_FRAME) { throw .tooLong }
        return frame
    }

    private var kind: cguardian_message {
        switch self {
        case .spawn: CGUARDIAN_SPAWN
        case .signal: CGUARDIAN_SIGNAL
        case .stop: CGUARDIAN_STOP
        case .kill: CGUARDIAN_KILL
        case .shutdown: CGUARDIAN_SHUTDOWN
        }
    }

    private static func write(
        _ request: SpawnRequest, _ run: RunID, into writer: inout FrameWriter
    ) throws(SystemError) {
        var flags: UInt32 = 0
        if request.hasTerminal { flags |= CGUARDIAN_TERMINAL.rawValue }
        if request.keepsDescendants { flags |= CGUARDIAN_KEEP.rawValue }
        var environment = request.environment
        environment[RunID.variable] = run.text
        environment[RunID.serviceVariable] = request.id.description
        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        writer.add([
            request.id.number, flags, UInt32(bitPattern: request.stopSignal.number), milliseconds(request.grace),
            UInt32(request.arguments.count), UInt32(variables.count),
        ])
        for text in [request.name, request.directory] + request.arguments + variables { try writer.add(text) }
    }

    /// A day at most; the greatest number has a meaning of its own.
    private static func milliseconds(_ seconds: Double) -> UInt32 {
        seconds.isNaN ? 0 : UInt32(min(max(0, seconds * 1000), 86_400_000))
    }
}

extension SystemError {
    fileprivate static var tooLong: SystemError { SystemError("spawn", "arguments and environment", code: 7) }
}
