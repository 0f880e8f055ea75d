import CLinux

/// One stream of a service, as the writer's thread reads it.
final class LogSource {
    let feed: LogFeed
    let service: String
    let name: [UInt8]
    let descriptor: Int32
    let file: ServiceLogFile?
    /// What the thread knows it by; 0 before it is known.
    var key: UInt64 = 0
    var assembler: LineAssembler

    /// - Parameter descriptor: becomes its own.
    init(
        _ feed: LogFeed, _ service: String, _ name: [UInt8], _ descriptor: Int32, _ mark: LogMark,
        file: ServiceLogFile?
    ) {
        self.feed = feed
        self.service = service
        self.name = name
        self.descriptor = descriptor
        self.file = file
        assembler = LineAssembler(service: name, mark: mark, dropsReturn: isatty(descriptor) == 1)
    }

    deinit { close(descriptor) }
}

/// Texts that somebody waits for, each once.
struct LogWatches {
    private struct Entry {
        let watch: LogWatch
        let text: [UInt8]
    }
    private var entries: [[UInt8]: [Entry]] = [:]

    mutating func add(_ watch: LogWatch, _ service: [UInt8], _ text: String) {
        entries[service, default: []].append(Entry(watch: watch, text: Array(text.utf8)))
    }

    mutating func remove(_ watch: LogWatch) {
        for service in entries.keys { drop(service) { $0.watch == watch } }
    }

    private mutating func drop(_ service: [UInt8], _ gone: (Entry) -> Bool) {
        entries[service]?.removeAll(where: gone)
        if entries[service]?.isEmpty ?? false { entries[service] = nil }
    }

    func isWatched(_ service: [UInt8]) -> Bool { !entries.isEmpty && entries[service] != nil }

    /// Those whose text is in the line; they are forgotten.
    mutating func matched(_ service: [UInt8], _ line: UnsafeRawBufferPointer) -> [LogWatch] {
        guard let waiting = entries[service] else { return [] }
        // A program that writes in colour may colour half of what is waited for.
        var plain: [UInt8]?
        if line.first(0x1B) != nil {
            var text = ByteBuffer()
            LogText.appendWithoutColour(line, to: &text)
            plain = [UInt8](text.bytes)
        }
        let found = waiting.filter { entry in
            line.contains(entry.text) || (plain?.withUnsafeBytes { $0.contains(entry.text) } ?? false)
        }.map(\.watch)
        if !found.isEmpty { drop(service) { found.contains($0.watch) } }
        return found
    }
}
