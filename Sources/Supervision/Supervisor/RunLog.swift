import LinuxKernel
import Stack

/// The log of the run as the supervisor uses it: the writer, and the folder that its end is read back from.
package final class RunLog {
    /// The stack's own remarks stand under this name.
    package static let ownName = "ostia"

    package let folder: RunFolder
    private let writer: LogWriter
    /// The feed of each process that runs, by what the guardian calls it.
    private var feeds: [ServiceID: LogFeed] = [:]
    private var watches: [LogWatch: String] = [:]
    /// Why nothing can be written at the moment; `nil` as a rule.
    package private(set) var trouble: String?
    /// Told of trouble and of its end: the log itself is no place for that.
    package var tell: (String) -> Void = { _ in }

    package init(_ folder: RunFolder, _ writer: LogWriter) {
        self.folder = folder
        self.writer = writer
    }

    /// Readable while `receive()` has something to return.
    package var descriptor: Int32 { writer.descriptor }

    /// What the supervisor wants to know of it.
    package enum Event: Hashable, Sendable {
        /// Everything that this process wrote is in the log.
        case finished(ServiceID)
        /// The service has written the text that was waited for.
        case matched(service: String)
    }

    /// Takes over the reading ends of a process's streams.
    func add(_ id: ServiceID, _ service: String, _ streams: Streams, _ file: LogSpec) {
        feeds[id] = writer.add(service, out: streams.fromOutput, error: streams.fromErrors, file: file)
    }

    /// The process has ended; `finished` follows.
    func finish(_ id: ServiceID) {
        if let feed = feeds[id] { writer.finish(feed) }
    }

    func watch(_ service: String, for text: String) {
        for (watch, name) in watches where name == service { writer.unwatch(watch) }
        watches = watches.filter { $0.value != service }
        watches[writer.watch(service, for: text)] = service
    }

    /// Passes on what a service writes, to a socket that becomes the log's.
    func tap(_ service: String, to descriptor: Int32) -> LogTap { writer.tap(service, to: descriptor) }
    func untap(_ tap: LogTap) { writer.untap(tap) }

    /// A remark of Ostia's own, in the service's name or in the stack's.
    func say(_ text: String, of service: String?) { writer.say(service ?? Self.ownName, text) }

    func tail(_ count: Int, of service: String) -> [String] {
        LogTail.last(count, of: [service], in: folder).filter { $0.mark != .own }.map {
            String(decoding: $0.text, as: UTF8.self)
        }
    }

    func receive() -> [Event] {
        writer.takeEvents().compactMap { event in
            switch event {
            case .finished(let feed, _):
                guard let id = feeds.first(where: { $0.value == feed })?.key else { return nil }
                feeds[id] = nil
                return .finished(id)
            case .matched(let watch):
                return watches.removeValue(forKey: watch).map { .matched(service: $0) }
            case .stalled(let error):
                let text = "the log cannot be written (\(error)): services go on, their lines wait in memory"
                trouble = text
                tell(text)
            case .resumed:
                trouble = nil
                tell("the log is written again; nothing was lost")
            case .fileFailed(let service, let error):
                say("its own log file cannot be written: \(error)", of: service)
            }
            return nil
        }
    }
}
