package import Endpoints

/// What the kernel's plain errno hides: the ICMP message behind a failure (`IP_RECVERR`, ip(7)).
package struct ICMPMessage: Hashable, Sendable {
    package var type: UInt8
    package var code: UInt8
    /// ICMPv6 numbers its messages otherwise (RFC 4443).
    package var isV6: Bool
    /// Who sent it.
    package var sender: IPAddress?

    package init(type: UInt8, code: UInt8, isV6: Bool = false, sender: IPAddress? = nil) {
        self.type = type
        self.code = code
        self.isV6 = isV6
        self.sender = sender
    }
}

/// The server's half of a connection of ours, as the kernel's table shows it.
package struct ServerSide: Hashable, Sendable {
    /// False while it waits in the accept queue: nobody has taken it (inode 0).
    package var isAccepted: Bool
    package var owners: [Int32]
    /// Bytes that came and were not read by the server.
    package var unread: UInt32
    package var state: SocketFact.State

    package init(isAccepted: Bool, owners: [Int32] = [], unread: UInt32 = 0, state: SocketFact.State = .established) {
        self.isAccepted = isAccepted
        self.owners = owners
        self.unread = unread
        self.state = state
    }
}

/// How the other side ended a conversation.
package enum Ending: String, Hashable, Sendable, CaseIterable {
    /// It had not ended when we left.
    case open
    /// In order (FIN).
    case closed
    /// Abruptly (RST).
    case reset
}

/// One TCP connection, from the first packet to the end of a short wait.
package struct ConnectOutcome: Hashable, Sendable {
    package enum Result: Hashable, Sendable {
        case connected
        case refused
        /// No answer within the time given.
        case silent
        /// Any other errno, by its name, such as `EHOSTUNREACH`.
        case failed(String)
    }

    package var result: Result
    package var milliseconds: Double
    package var icmp: ICMPMessage?
    /// Counters of the network namespace that moved meanwhile, such as `TcpExt.ListenOverflows`; other traffic moves
    /// them too.
    package var counters: [String: Int]
    /// Our own end.
    package var local: Endpoint?
    /// Connected to itself (simultaneous open, RFC 9293 section 3.5).
    package var isSelf: Bool
    package var serverSide: ServerSide?
    /// What the server said unasked in the moment we listened, 4 KiB at most.
    package var greeting: [UInt8]
    package var ending: Ending

    package init(
        _ result: Result, milliseconds: Double = 0, icmp: ICMPMessage? = nil, counters: [String: Int] = [:],
        local: Endpoint? = nil, isSelf: Bool = false, serverSide: ServerSide? = nil, greeting: [UInt8] = [],
        ending: Ending = .open
    ) {
        self.result = result
        self.milliseconds = milliseconds
        self.icmp = icmp
        self.counters = counters
        self.local = local
        self.isSelf = isSelf
        self.serverSide = serverSide
        self.greeting = greeting
        self.ending = ending
    }
}

/// What bind(2) said.
package struct BindOutcome: Hashable, Sendable {
    /// The errno's name, such as `EADDRINUSE`; `nil` when it worked.
    package var failure: String?
    /// The call that failed: `socket`, `bind` or `listen`.
    package var call: String

    package init(failure: String? = nil, call: String = "bind") {
        self.failure = failure
        self.call = call
    }
}

/// What became of one UDP datagram.
package struct DatagramOutcome: Hashable, Sendable {
    /// The errno's name of the send or of the message that came back; `nil` when nothing was heard.
    package var failure: String?
    package var icmp: ICMPMessage?

    package init(failure: String? = nil, icmp: ICMPMessage? = nil) {
        self.failure = failure
        self.icmp = icmp
    }
}

/// One HTTP request and what came of it.
package struct HTTPOutcome: Hashable, Sendable {
    package enum Result: Hashable, Sendable {
        /// A response that begins as HTTP/1 does.
        case answered
        /// Bytes that are not HTTP.
        case notHTTP
        /// The connection ended before a byte came.
        case endedSilently
        /// Not a byte within the time given.
        case silent
        /// Our request could not be sent to its end: the server does not read.
        case notRead
        /// The connection could not be made.
        case notConnected(ConnectOutcome.Result)
        /// The TLS handshake before it failed.
        case tlsFailed(String)
    }

    package var result: Result
    package var status: Int?
    /// Names in lower case, in order.
    package var headers: [Header]
    /// The beginning of the body, 4 KiB at most.
    package var body: [UInt8]
    /// The very first bytes as they came, 256 at most.
    package var firstBytes: [UInt8]
    package var connectMilliseconds: Double
    /// From the end of the request to the first byte of the answer; `nil` when none came.
    package var answerMilliseconds: Double?
    package var ending: Ending
    /// The server's half, looked at when it stayed silent.
    package var serverSide: ServerSide?

    package struct Header: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(
        _ result: Result, status: Int? = nil, headers: [Header] = [], body: [UInt8] = [], firstBytes: [UInt8] = [],
        connectMilliseconds: Double = 0, answerMilliseconds: Double? = nil, ending: Ending = .open,
        serverSide: ServerSide? = nil
    ) {
        self.result = result
        self.status = status
        self.headers = headers
        self.body = body
        self.firstBytes = firstBytes
        self.connectMilliseconds = connectMilliseconds
        self.answerMilliseconds = answerMilliseconds
        self.ending = ending
        self.serverSide = serverSide
    }

    /// The value of the first header of this name, which is given in lower case.
    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// One TLS handshake.
package struct TLSOutcome: Hashable, Sendable {
    package enum Result: Hashable, Sendable {
        case established
        /// The server sent this alert (RFC 8446 section 6), such as `protocol_version`.
        case alert(String)
        /// What came is not TLS.
        case notTLS
        /// The connection ended without an alert.
        case ended
        case silent
        case notConnected(ConnectOutcome.Result)
        /// Anything else the library said.
        case failed(String)
    }

    package var result: Result
    /// The version agreed on, where one was.
    package var version: TLSAsk.Version?
    package var applicationProtocol: String?
    /// As the server sent them, its own first.
    package var chain: [CertificateFact]
    /// Whether this system's store (or the one `SSL_CERT_FILE` names) leads to the last certificate; `nil` when not tried.
    package var isTrusted: Bool?
    /// The server asked for a certificate of ours.
    package var wantsClientCertificate: Bool
    /// After the handshake without a certificate of ours the server ended the connection or sent this alert.
    package var laterAlert: String?
    package var firstBytes: [UInt8]
    package var milliseconds: Double

    package init(
        _ result: Result, version: TLSAsk.Version? = nil, applicationProtocol: String? = nil,
        chain: [CertificateFact] = [], isTrusted: Bool? = nil, wantsClientCertificate: Bool = false,
        laterAlert: String? = nil, firstBytes: [UInt8] = [], milliseconds: Double = 0
    ) {
        self.result = result
        self.version = version
        self.applicationProtocol = applicationProtocol
        self.chain = chain
        self.isTrusted = isTrusted
        self.wantsClientCertificate = wantsClientCertificate
        self.laterAlert = laterAlert
        self.firstBytes = firstBytes
        self.milliseconds = milliseconds
    }
}

/// What a certificate says of itself (RFC 5280).
package struct CertificateFact: Hashable, Sendable {
    /// The common name, or the whole distinguished name where there is none.
    package var subject: String
    package var issuer: String
    /// Subject and issuer are the same and it is signed by its own key.
    package var isSelfSigned: Bool
    /// DNS names and addresses it is for (subjectAltName).
    package var names: [String]
    /// Seconds since 1970.
    package var notBefore: Int64
    package var notAfter: Int64
    package var isAuthority: Bool

    package init(
        subject: String, issuer: String, isSelfSigned: Bool, names: [String], notBefore: Int64, notAfter: Int64,
        isAuthority: Bool = false
    ) {
        self.subject = subject
        self.issuer = issuer
        self.isSelfSigned = isSelfSigned
        self.names = names
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.isAuthority = isAuthority
    }
}

/// What a server said to the opening words of a protocol.
package struct ProtocolAnswer: Hashable, Sendable {
    /// It spoke that protocol.
    package var isSpoken: Bool
    /// In the protocol's terms, such as `S`, `+PONG`, `-NOAUTH Authentication required.`, a version.
    package var detail: String
    package var firstBytes: [UInt8]
    package var ending: Ending

    package init(isSpoken: Bool, detail: String = "", firstBytes: [UInt8] = [], ending: Ending = .open) {
        self.isSpoken = isSpoken
        self.detail = detail
        self.firstBytes = firstBytes
        self.ending = ending
    }
}
