package import Endpoints

/// What the user asks.
package struct Question: Hashable, Sendable {
    package enum Intent: String, Hashable, Sendable, CaseIterable {
        /// Why can a client not use it?
        case use
        /// Why can a program not listen there?
        case bind
        /// What is wrong on this machine?
        case machine
    }

    package var intent: Intent
    /// What was typed, or the error's endpoint.
    package var text: String
    package var transport: Transport
    /// A name or an address as typed, without brackets and zone; `nil` when only a port was given: `localhost` is meant.
    package var host: String?
    /// The interface of an IPv6 address, after `%`.
    package var zone: String?
    package var port: UInt16?
    /// A port that is out of range, as typed.
    package var badPort: Int?
    /// The path of a Unix socket that is asked for instead.
    package var unixPath: String?
    /// `http`, `https`, `ws`, `postgres` … when a URL was typed, in lower case.
    package var scheme: String?
    package var path: String
    /// What the user saw, the most telling first.
    package var reports: [ErrorReport]
    /// The words of `--error`, typed or out of standard input, 8 KiB at most: not every message is one of an errno.
    package var message: String
    /// The question's endpoint was taken out of the reports, not typed.
    package var isFromReport: Bool
    /// Debuggers, adb and VNC may be spoken to.
    package var allowsDeep: Bool
    /// One connection attempt to another machine is allowed.
    package var allowsRemote: Bool

    package init(
        _ intent: Intent, text: String = "", transport: Transport = .tcp, host: String? = nil, zone: String? = nil,
        port: UInt16? = nil, badPort: Int? = nil, unixPath: String? = nil, scheme: String? = nil, path: String = "/",
        reports: [ErrorReport] = [], message: String = "", isFromReport: Bool = false, allowsDeep: Bool = false,
        allowsRemote: Bool = false
    ) {
        self.intent = intent
        self.text = text
        self.transport = transport
        self.host = host
        self.zone = zone
        self.port = port
        self.badPort = badPort
        self.unixPath = unixPath
        self.scheme = scheme
        self.path = path
        self.reports = reports
        self.message = message
        self.isFromReport = isFromReport
        self.allowsDeep = allowsDeep
        self.allowsRemote = allowsRemote
    }

    /// The host as an address, when it is one.
    package var address: IPAddress? { host.flatMap { IPAddress($0) } }

    /// The host as a name, when it is one; `localhost` when only a port was given.
    package var name: String? { address == nil ? host ?? (port == nil ? nil : "localhost") : nil }

    package var isHTTP: Bool { ["http", "https", "ws", "wss"].contains(scheme) }
    package var isTLS: Bool { ["https", "wss"].contains(scheme) }

    /// Nothing but the machine is asked for: no message says what went wrong.
    package var asksForMachine: Bool { intent == .machine && reports.isEmpty && message.isEmpty }

    /// Whether any report is of one of these kinds.
    package func saw(_ kinds: ErrorKind...) -> Bool { reports.contains { kinds.contains($0.kind) } }

    /// The first report of one of these kinds.
    package func report(_ kinds: ErrorKind...) -> ErrorReport? { reports.first { kinds.contains($0.kind) } }
}
