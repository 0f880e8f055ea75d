package import LinuxKernel
package import Terminal

/// What every command runs with: the machine it asks, the streams it answers on, the environment it obeys.
package struct Context {
    package var machine: Machine
    package var console: Console
    package var environment: [String: String]
    /// Whether the answer is one JSON document.
    package var json: Bool
    /// Whether to say what the answer cost.
    package var stats: Bool
    /// When the command began, on the monotonic clock, in seconds.
    package var startedAt: Double

    package init(
        machine: Machine, console: Console, environment: [String: String] = [:], json: Bool = false,
        stats: Bool = false, startedAt: Double = Clock.monotonic()
    ) {
        self.machine = machine
        self.console = console
        self.environment = environment
        self.json = json
        self.stats = stats
        self.startedAt = startedAt
    }

    /// The real machine and the process's own streams.
    package static func live(_ shared: SharedFlags) -> Context {
        let environment = CurrentProcess.environment()
        return Context(
            machine: .live(), console: .standard(color: shared.color, environment: environment),
            environment: environment, json: shared.json, stats: shared.stats)
    }

    /// Writes a JSON document: one line for a pipe, indented for a person.
    package func write(_ json: JSON) {
        console.out.write(json.encoded(pretty: console.width != nil))
        console.out.line()
    }

    /// Says what the answer cost (`--stats`), on standard error: time since the command began, peak memory, and what was
    /// counted on the way.
    package func reportCost(_ counts: String...) {
        let tenths = Int(((Clock.monotonic() - startedAt) * 10_000).rounded())
        var parts = ["\(tenths / 10).\(tenths % 10) ms"] + counts
        if let kilobytes = machine.proc.peakMemory(machine.processID) {
            parts.append("at most \(kilobytes) KB of memory")
        }
        console.err.line("cost: \(parts.joined(separator: ", "))")
    }

    /// Tells a failure, on standard error: as a line or two, or as a JSON object when JSON was asked for.
    package func report(_ error: CommandError) {
        console.out.flush()
        if json {
            console.err.line(error.json.text())
        } else {
            let label = Style.red.apply(to: "error:", color: console.errorColor)
            console.err.line("\(label) \(Sanitizer.escape(error.message))")
            if let hint = error.hint { console.err.line("       \(Sanitizer.escape(hint))") }
        }
    }
}

/// The flags every command takes, as they were meant.
package struct SharedFlags: Hashable, Sendable {
    package var json = false
    package var stats = false
    package var color = ColorChoice.auto

    package init(json: Bool = false, stats: Bool = false, color: ColorChoice = .auto) {
        self.json = json
        self.stats = stats
        self.color = color
    }
}
