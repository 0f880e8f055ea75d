import Inventory
import LinuxKernel
import Terminal

/// `ostia ls --watch`: the listing redrawn in place, with marks on what came and what went.
func watch(_ options: LsOptions, in context: Context) throws -> ExitStatus {
    let interrupts = Interrupts()
    let isTerminal = context.console.width != nil && !context.json
    var screen = WatchScreen(console: context.console)
    if isTerminal { screen.open() }
    defer { if isTerminal { screen.close() } }
    var changes = WatchChanges()
    var loop = WatchLoop(options)
    while !context.console.out.isClosed {
        let (listing, isNew) = try loop.look(context)
        let change = changes.next(listing)
        if context.json {
            if change.isFirst || !change.isEmpty { context.console.out.line(change.json(listing).text()) }
        } else if isTerminal {
            // Nothing new: drawn again once a second, for the ages.
            if isNew || !change.recent.isEmpty || !change.ghosts.isEmpty || screen.age >= 1 {
                screen.draw(listing, change)
            }
        } else {
            for line in change.lines(isFirst: change.isFirst, listing) { context.console.out.line(line) }
        }
        context.console.flush()
        if interrupts.pause(options.interval) { return .interrupted }
    }
    return .success
}

/// Looks again and again, doing again only what the kernel's tables say is different.
///
/// In the steady state a look is four dumps and one reading of `/proc`'s names: no process is looked into.
struct WatchLoop {
    private let options: LsOptions
    private var listing: Listing?
    private var rows: [SocketRow] = []
    private var pids: [Int32] = []

    init(_ options: LsOptions) { self.options = options }

    /// - Returns: the listing, and whether anything in it is new but the ages.
    mutating func look(_ context: Context) throws -> (Listing, isNew: Bool) {
        guard var listing, !options.showsConnections, !options.showsUnix else {
            // Asked before: what comes in between differs from these and is seen at the next look.
            pids = context.machine.proc.processes()
            rows =
                try options.showsConnections || options.showsUnix
                ? [] : Survey(context.machine, memory: nil).rows(options.scope)
            let first = try Listing(options, context)
            listing = first
            return (first, true)
        }
        let rowsNow = try listing.survey.rows(options.scope)
        let pidsNow = context.machine.proc.processes()
        listing.rows.now = Clock.realtime()
        guard rowsNow != rows || pidsNow != pids else {
            self.listing = listing
            return (listing, false)
        }
        let alive = Set(pidsNow)
        listing.survey.keep(alive)
        listing.rows.describer.keep(alive)
        listing.take(
            listing.survey.listeners(
                of: rowsNow, options.scope, describing: context.json || options.isAboutProcesses))
        (rows, pids) = (rowsNow, pidsNow)
        self.listing = listing
        return (listing, true)
    }
}

/// What came and went between two looks, by socket.
struct WatchChanges {
    /// How long a mark stays, in looks.
    private static let memory = 4
    private var known: [UInt64: Listener]?
    private var cameAt: [UInt64: Int] = [:]
    private var wentAt: [UInt64: (look: Int, listener: Listener)] = [:]
    private var look = 0

    struct Change {
        var isFirst = false
        var came: [Listener] = []
        var went: [Listener] = []
        /// Sockets that came a few looks ago at most.
        var recent: Set<UInt64> = []
        /// Sockets that went a few looks ago at most.
        var ghosts: [Listener] = []

        var isEmpty: Bool { came.isEmpty && went.isEmpty }
    }

    /// A socket's identity where cookies are missing: its inode.
    static func key(_ listener: Listener) -> UInt64 {
        listener.row.cookie != 0 ? listener.row.cookie : UInt64(listener.row.inode)
    }

    mutating func next(_ listing: Listing) -> Change {
        next(listing.listeners)
    }

    mutating func next(_ listeners: [Listener]) -> Change {
        look += 1
        var now: [UInt64: Listener] = [:]
        for listener in listeners { now[Self.key(listener)] = listener }
        var change = Change(isFirst: known == nil)
        if let known {
            change.came = listeners.filter { known[Self.key($0)] == nil }
            change.went = known.filter { now[$0.key] == nil }.map(\.value).sorted { $0.endpoint < $1.endpoint }
        }
        for listener in change.came { cameAt[Self.key(listener)] = look }
        for listener in change.went { wentAt[Self.key(listener)] = (look, listener) }
        cameAt = cameAt.filter { look - $0.value < Self.memory }
        wentAt = wentAt.filter { look - $0.value.look < Self.memory }
        known = now
        change.recent = Set(cameAt.keys)
        change.ghosts = wentAt.values.map(\.listener).sorted { $0.endpoint < $1.endpoint }
        return change
    }
}

extension WatchChanges.Change {
    /// One JSON line a change: the first holds everything there is.
    func json(_ listing: Listing) -> JSON {
        let inventory = InventoryJSON(listing.rows)
        return [
            "schema": "ostia/ls-watch/1", "time": .string(Timestamp.rfc3339(Clock.realtime())),
            "came": .array((isFirst ? listing.listeners : came).map { inventory.listener($0) }),
            "went": .array(went.map { inventory.listener($0) }),
        ]
    }

    /// Plain lines for a pipe: everything first, then `+` and `-` lines.
    func lines(isFirst: Bool, _ listing: Listing) -> [String] {
        if isFirst { return listing.lines(width: nil, color: false) }
        func line(_ mark: String, _ listener: Listener) -> String {
            let cells = ListColumn.usual.map { Sanitizer.escape(listing.rows.cell($0, listener).text) }
            return "\(mark) " + cells.filter { !$0.isEmpty }.joined(separator: "  ")
        }
        return came.map { line("+", $0) } + went.map { line("-", $0) }
    }
}

/// The alternate screen, drawn line by line so that nothing flickers and nothing scrolls.
struct WatchScreen {
    private let console: Console
    private var shown: [String] = []
    private var drawnAt = -Double.infinity

    /// Seconds since the last drawing.
    var age: Double { Clock.monotonic() - drawnAt }

    init(console: Console) { self.console = console }

    mutating func open() { console.out.write("\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J") }

    mutating func close() {
        console.out.write("\u{1B}[?25h\u{1B}[?1049l")
        console.out.flush()
    }

    mutating func draw(_ listing: Listing, _ change: WatchChanges.Change) {
        drawnAt = Clock.monotonic()
        let size = Console.size(of: 1, environment: [:])
        var lines = listing.lines(width: size.columns, color: console.color, marking: change)
        if lines.count > size.rows {
            let hidden = lines.count - size.rows + 1
            lines = Array(lines.prefix(size.rows - 1)) + ["… \(hidden) more lines; make the window taller or filter"]
        }
        var out = ""
        for (i, line) in lines.enumerated() where i >= shown.count || shown[i] != line {
            out += "\u{1B}[\(i + 1);1H\(line)\u{1B}[K"
        }
        if lines.count < shown.count { out += "\u{1B}[\(lines.count + 1);1H\u{1B}[J" }
        shown = lines
        console.out.write(out)
    }
}
