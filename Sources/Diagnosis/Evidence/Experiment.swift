package import Endpoints

/// One thing a diagnosis may look at or try. What it returns is an `Outcome` of the same name.
///
/// Looks send nothing. Tries open a socket of their own, say no more than a handshake, and close it.
package enum Experiment: Hashable, Sendable {
    // MARK: Looks

    /// How programs here resolve a name: through the system's resolver (nsswitch.conf(5)), timed.
    case lookup(String)
    /// What a process does: its threads, the processor time it uses in 200 ms, descriptors and their limit.
    case activity(Int32)
    /// The environment of a process; only its own user and root may read it.
    case environment(Int32)
    /// The cgroup of a process: frozen, out of memory, of which container.
    case cgroup(Int32)
    /// Every socket a process holds.
    case socketsOf(Int32)
    /// The last lines a process wrote, where its output goes to a file.
    case output(Int32)
    /// The packet filter's rules, and its translations of addresses.
    case firewall
    /// Where the kernel would send a packet to this address (`RTM_GETROUTE`, rtnetlink(7)).
    case route(IPAddress)
    /// Sockets that listen on this port in other network namespaces.
    case otherNamespaces(UInt16)
    /// What the container engine says of its containers and what they publish.
    case containers
    /// Unix sockets that listen, with their owners.
    case unixListeners
    /// A path that is, or should be, a Unix socket.
    case unixSocket(String)
    /// Where a reverse proxy or forwarder sends its requests, by its configuration, arguments and connections.
    case upstreams(Int32)
    /// Files in which programs keep a port or a pid, and which name this port.
    case portFiles(UInt16)
    /// Lines of the kernel's log that matter here: out of memory, conntrack, SYN floods. Often root's alone.
    case kernelLog
    /// Whether anything listens on this port, looked at for 1.5 s without connecting.
    case watch(UInt16)
    /// The connections of a port and what went over them, looked at again: after this request, or after the connect.
    case connections(UInt16, after: HTTPAsk?)
    /// What of this machine's limits is used up.
    case limits
    /// How full a listener's accept queue is, looked at for a second.
    case queue(Endpoint)

    // MARK: Tries

    /// One TCP connection, read for a moment without sending anything.
    case connect(Endpoint)
    /// A socket of our own bound to this endpoint and closed at once.
    case bind(Endpoint, BindOptions)
    /// One empty UDP datagram.
    case datagram(Endpoint)
    /// One HTTP request.
    case http(HTTPAsk)
    /// One TLS handshake.
    case tls(TLSAsk)
    /// The opening words of a protocol.
    case speak(SpokenProtocol, Endpoint)

    /// What to expect of its duration, in milliseconds: the cheapest that is needed comes first.
    package var cost: Int {
        switch self {
        case .environment, .cgroup, .route, .unixSocket, .bind: 1
        case .socketsOf, .unixListeners, .output, .upstreams, .portFiles, .datagram: 3
        case .connections: 5
        case .lookup, .connect: 8
        case .otherNamespaces, .kernelLog: 15
        case .firewall, .limits: 20
        case .containers: 30
        case .http, .tls, .speak: 40
        case .activity: 210
        case .queue: 1000
        case .watch: 1500
        }
    }
}

/// How to bind.
package struct BindOptions: Hashable, Sendable {
    /// `SO_REUSEADDR` (socket(7)): connections in TIME_WAIT then do no harm.
    package var reuseAddress: Bool
    /// `SO_REUSEPORT` (socket(7)): shares with others of the same user that set it too.
    package var reusePort: Bool
    /// `IPV6_V6ONLY` off (ipv6(7)): an IPv6 socket then takes the port of IPv4 as well.
    package var dualStack: Bool
    /// As this user, which root may take on; `nil` for the asking one. SO_REUSEPORT compares users.
    package var asUser: UInt32?

    package init(
        reuseAddress: Bool = true, reusePort: Bool = false, dualStack: Bool = false, asUser: UInt32? = nil
    ) {
        self.reuseAddress = reuseAddress
        self.reusePort = reusePort
        self.dualStack = dualStack
        self.asUser = asUser
    }
}

/// What an HTTP request asks, and of whom.
package struct HTTPAsk: Hashable, Sendable {
    package var endpoint: Endpoint
    /// Whether to speak TLS first; certificates are not checked by this request.
    package var isTLS: Bool
    /// The `Host` header, and the server name of TLS unless it is an address.
    package var host: String
    package var path: String
    /// `GET` or `HEAD`; nothing that changes anything.
    package var method: String
    /// Asks for the protocol change of RFC 6455 instead of a page.
    package var isWebSocket: Bool
    /// In the absolute form of RFC 9112 section 3.2.2, as a client speaks to a proxy.
    package var viaProxy: Bool
    /// With a PROXY protocol header of version 1 before it, as a load balancer sends (haproxy.org, proxy-protocol.txt).
    package var hasProxyHeader: Bool
    /// Tells repetitions of one request apart: connections may come to different sockets (SO_REUSEPORT).
    package var turn: Int = 0

    package init(
        _ endpoint: Endpoint, isTLS: Bool = false, host: String, path: String = "/", method: String = "GET",
        isWebSocket: Bool = false, viaProxy: Bool = false, hasProxyHeader: Bool = false
    ) {
        self.endpoint = endpoint
        self.isTLS = isTLS
        self.host = host
        self.path = path
        self.method = method
        self.isWebSocket = isWebSocket
        self.viaProxy = viaProxy
        self.hasProxyHeader = hasProxyHeader
    }
}

/// How to greet a TLS server.
package struct TLSAsk: Hashable, Sendable {
    package enum Version: String, Hashable, Sendable, CaseIterable {
        case tls10 = "TLS 1.0", tls11 = "TLS 1.1", tls12 = "TLS 1.2", tls13 = "TLS 1.3"
    }

    package var endpoint: Endpoint
    /// The name to ask for (RFC 6066) and to check against the certificate; an address is checked and not sent.
    package var serverName: String
    /// Protocols offered inside (RFC 7301); empty for none.
    package var protocols: [String]
    /// The newest version offered; `nil` for the newest there is.
    package var newest: Version?

    package init(_ endpoint: Endpoint, serverName: String, protocols: [String] = [], newest: Version? = nil) {
        self.endpoint = endpoint
        self.serverName = serverName
        self.protocols = protocols
        self.newest = newest
    }
}

/// A protocol that can be recognised by its first words.
package enum SpokenProtocol: String, Hashable, Sendable, CaseIterable {
    case http = "HTTP"
    case http2 = "HTTP/2"
    case tls = "TLS"
    case postgres = "PostgreSQL"
    case mysql = "MySQL"
    case redis = "Redis"
    case mongo = "MongoDB"
    case ssh = "SSH"
    case amqp = "AMQP"
    case jdwp = "JDWP"
    case nodeInspector = "Node inspector"
    case debugpy
    case memcached
    case smtp = "SMTP"
    case ftp = "FTP"
    case vnc = "VNC"
}

extension Experiment {
    /// Where it opens a connection to, or sends a datagram; `nil` for what stays on this machine by its nature.
    package var connectsTo: Endpoint? {
        switch self {
        case .connect(let endpoint), .datagram(let endpoint), .speak(_, let endpoint): endpoint
        case .http(let ask): ask.endpoint
        case .tls(let ask): ask.endpoint
        default: nil
        }
    }

    /// It sends nothing, and may go on beside others.
    package var isLook: Bool {
        switch self {
        case .connect, .bind, .datagram, .http, .tls, .speak: false
        default: true
        }
    }
}
