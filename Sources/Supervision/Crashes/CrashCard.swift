package import Inventory
package import Stack
package import Terminal

/// What a person needs to know of a crash, on one card.
package struct CrashCard: Hashable, Sendable {
    package var service: String
    package var command: String
    /// Whether it is a command of its `setup` that failed.
    package var isSetup: Bool
    package var ending: Ending
    /// Seconds from its start to its end.
    package var ranFor: Double
    /// Restarts so far, since `up`.
    package var restarts: Int
    /// Its last lines, the latest last.
    package var lines: [String]
    /// What is different from the last time it became ready.
    package var changes: [String]
    /// When that was, in seconds since 1970; `nil` when it never was.
    package var lastGood: Double?
    /// When it crashed, in seconds since 1970.
    package var at: Double
    /// What its last lines mean, where that is known.
    package var meaning: String?

    package init(
        service: String, command: String, isSetup: Bool = false, ending: Ending, ranFor: Double, restarts: Int,
        lines: [String],
        changes: [String], lastGood: Double?, at: Double, meaning: String?
    ) {
        self.service = service
        self.command = command
        self.isSetup = isSetup
        self.ending = ending
        self.ranFor = ranFor
        self.restarts = restarts
        self.lines = lines
        self.changes = changes
        self.lastGood = lastGood
        self.at = at
        self.meaning = meaning
    }

    /// The card as text, a line each, not yet escaped for a terminal.
    package var text: [String] {
        var out = [
            "\(service)\(isSetup ? ": its setup" : "") \(ending.text) after \(Durations.text(seconds: ranFor))"
                + (restarts == 0 ? "" : ", restart \(restarts)")
        ]
        out.append("  command   \(command)")
        if ending.peakMemory > 0 { out.append("  memory    at most \(ending.peakMemory >> 20) MB") }
        if let meaning { out.append("  means     \(meaning)") }
        if !changes.isEmpty {
            out.append("  changed   since it was last ready:")
            out += changes.map { "            \($0)" }
        } else if lastGood == nil && !isSetup {
            out.append("  changed   it has never been ready here")
        }
        if lines.isEmpty {
            out.append("  output    nothing was written")
        } else {
            out.append("  output    its last \(lines.count == 1 ? "line" : "\(lines.count) lines"):")
            out += lines.map { "    | \($0)" }
        }
        out.append("  next      ostia logs \(service); ostia doctor --error - reads what it wrote")
        return out
    }

    /// A member of `ostia/crash/1`.
    package var json: JSON {
        [
            "schema": "ostia/crash/1", "service": .string(service), "command": .string(command),
            "setup": .bool(isSetup),
            "ending": .string(ending.text), "code": ending.signal == 0 ? .int(Int(ending.code)) : .null,
            "signal": ending.signal == 0 ? .null : .int(Int(ending.signal)),
            "out_of_memory": .bool(ending.wasOutOfMemory), "peak_memory": .int(ending.peakMemory),
            "ran_seconds": .double(ranFor), "restarts": .int(restarts), "at": .double(at),
            "last_good": lastGood.map { .double($0) } ?? .null, "changes": .array(changes.map { .string($0) }),
            "lines": .array(lines.map { .string($0) }), "meaning": .string(orNull: meaning),
        ]
    }

    /// Reads a kept card back.
    package init?(_ json: JSONValue) {
        guard json["schema"]?.string == "ostia/crash/1", let service = json["service"]?.string else { return nil }
        self.init(
            service: service, command: json["command"]?.string ?? "",
            isSetup: json["setup"]?.bool ?? false,
            ending: Ending(
                code: Int32(clamping: json["code"]?.int ?? 0), signal: Int32(clamping: json["signal"]?.int ?? 0),
                wasOutOfMemory: json["out_of_memory"]?.bool ?? false, peakMemory: json["peak_memory"]?.int ?? 0),
            ranFor: json["ran_seconds"]?.double ?? 0, restarts: json["restarts"]?.int ?? 0,
            lines: (json["lines"]?.array ?? []).compactMap(\.string),
            changes: (json["changes"]?.array ?? []).compactMap(\.string), lastGood: json["last_good"]?.double,
            at: json["at"]?.double ?? 0, meaning: json["meaning"]?.string)
    }
}
