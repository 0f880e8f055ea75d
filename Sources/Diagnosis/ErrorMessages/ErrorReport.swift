/// What one line of a program's output says went wrong with an endpoint.
package struct ErrorReport: Hashable, Sendable {
    package var kind: ErrorKind
    /// `nil` where the line does not say; TCP is then meant.
    package var transport: ReportedTransport?
    /// As written: a name or an address without brackets; `nil` when the line has none.
    package var host: String?
    /// As written: it may be out of range, which is then what is wrong.
    package var port: Int?
    /// Who writes such lines, such as `Node.js` or `PostgreSQL`; `nil` when only an errno was recognised.
    package var runtime: String?
    /// The line itself, shortened to what matters.
    package var text: String

    package init(
        _ kind: ErrorKind, transport: ReportedTransport? = nil, host: String? = nil, port: Int? = nil,
        runtime: String? = nil, text: String = ""
    ) {
        self.kind = kind
        self.transport = transport
        self.host = host
        self.port = port
        self.runtime = runtime
        self.text = text
    }
}

extension ErrorKind {
    /// Whether it names a reason, not only that something failed.
    var saysWhy: Bool { self != .connectFailed && self != .listenFailed }
}

/// What a line says of how the endpoint was reached.
package enum ReportedTransport: String, Hashable, Sendable, CaseIterable {
    case tcp, udp, unix
}

/// What kind of failure a message tells of.
package enum ErrorKind: String, Hashable, Sendable, CaseIterable {
    case addressInUse = "address-in-use"
    case advertisedAddress = "advertised-address"
    case auth
    case badPort = "bad-port"
    case brokenPipe = "broken-pipe"
    case certificate
    case connectFailed = "connect-failed"
    case connectionRefused = "connection-refused"
    case daemonNotRunning = "daemon-not-running"
    case debuggerAttachFailed = "debugger-attach-failed"
    case debuggerBadAddress = "debugger-bad-address"
    case debuggerConnectRefused = "debugger-connect-refused"
    case debuggerDisconnected = "debugger-disconnected"
    case debuggerHandshake = "debugger-handshake"
    case debuggerInfo = "debugger-info"
    case debuggerPortInUse = "debugger-port-in-use"
    case debuggerStartFailed = "debugger-start-failed"
    case debuggerWaiting = "debugger-waiting"
    case earlyClose = "early-close"
    case fdLimit = "fd-limit"
    case firewallRulesMissing = "firewall-rules-missing"
    case headerTooLarge = "header-too-large"
    case hostHeader = "host-header"
    case hostUnreachable = "host-unreachable"
    case ipv6Disabled = "ipv6-disabled"
    case listenFailed = "listen-failed"
    case loopbackBroken = "loopback-broken"
    case nameResolution = "name-resolution"
    case networkUnreachable = "network-unreachable"
    case notAvailable = "not-available"
    case oomKilled = "oom-killed"
    case permissionDenied = "permission-denied"
    case protocolMismatch = "protocol-mismatch"
    case proxy
    case reset
    case socketMissing = "socket-missing"
    case stalePidFile = "stale-pid-file"
    case startingUp = "starting-up"
    case subnetOverlap = "subnet-overlap"
    case synFloodBacklog = "syn-flood-backlog"
    case timeout
    case tlsMismatch = "tls-mismatch"
    case tooManyRedirects = "too-many-redirects"
    case unsafePort = "unsafe-port"
    case versionMismatch = "version-mismatch"
}
