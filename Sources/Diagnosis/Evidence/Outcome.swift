package import Endpoints

/// What an experiment returned. One case for each kind of `Experiment`.
package enum Outcome: Hashable, Sendable {
    case lookup(NameLookup)
    case activity(ProcessActivity?)
    case environment([String: String]?)
    case cgroup(CgroupFact?)
    case sockets([SocketFact])
    case output([String]?)
    case firewall(FirewallPicture)
    case route(RouteFact)
    case otherNamespaces([ForeignListener])
    case containers(ContainerPicture)
    case unixListeners([UnixFact])
    case unixSocket(UnixPath)
    case upstreams([Upstream])
    case portFiles([PortFile])
    case kernelLog(KernelLog)
    case watch(PortWatch)
    case connections(ConnectionsLook)
    case limits(LimitsLook)
    case queue(QueueWatch)
    case connect(ConnectOutcome)
    case bind(BindOutcome)
    case datagram(DatagramOutcome)
    case http(HTTPOutcome)
    case tls(TLSOutcome)
    case speak(ProtocolAnswer)
    /// It could not be done at all, and why.
    case impossible(String)
}

/// How a name resolved.
package struct NameLookup: Hashable, Sendable {
    /// In the resolver's order, each once.
    package var addresses: [IPAddress]
    package var milliseconds: Double
    /// In the resolver's words; `nil` when it succeeded.
    package var failure: String?
    /// The resolver had not answered when the time was over.
    package var timedOut: Bool

    package init(
        _ addresses: [IPAddress] = [], milliseconds: Double = 0, failure: String? = nil, timedOut: Bool = false
    ) {
        self.addresses = addresses
        self.milliseconds = milliseconds
        self.failure = failure
        self.timedOut = timedOut
    }
}

/// What a process was seen to do in a fifth of a second.
package struct ProcessActivity: Hashable, Sendable {
    package struct Thread: Hashable, Sendable {
        package var id: Int32
        /// R, S, D, T, t, Z of proc_pid_stat(5).
        package var state: Character
        /// The kernel function it sleeps in (`/proc/PID/task/TID/wchan`), such as `futex_do_wait`; `nil` when unknown.
        package var waitsIn: String?
        /// The system call it is in, by name, and the descriptor it is about, where `/proc/PID/syscall` may be read.
        package var systemCall: String?
        package var descriptor: Int32?
        /// The thread's own name (`comm`), such as `HTTP-Dispatcher`.
        package var name: String
        /// Its futex(2) ends by itself after some time; `nil` when unknown.
        package var isTimed: Bool?

        package init(
            _ id: Int32, state: Character = "S", waitsIn: String? = nil, systemCall: String? = nil,
            descriptor: Int32? = nil, name: String = "", isTimed: Bool? = nil
        ) {
            self.id = id
            self.name = name
            self.isTimed = isTimed
            self.state = state
            self.waitsIn = waitsIn
            self.systemCall = systemCall
            self.descriptor = descriptor
        }
    }

    /// Processor time used, in cores: 1.0 is one core all the time.
    package var cores: Double
    package var threads: [Thread]
    /// Descriptors open now; `nil` when they may not be counted.
    package var descriptors: Int?
    /// `RLIMIT_NOFILE`, the soft limit (getrlimit(2)).
    package var descriptorLimit: Int?
    /// Time its threads were ready to run and had to wait for a processor, in cores: others want them too.
    package var waiting: Double

    package init(
        cores: Double = 0, threads: [Thread] = [], descriptors: Int? = nil, descriptorLimit: Int? = nil,
        waiting: Double = 0
    ) {
        self.waiting = waiting
        self.cores = cores
        self.threads = threads
        self.descriptors = descriptors
        self.descriptorLimit = descriptorLimit
    }
}

/// What a process's cgroup says (cgroups(7)).
package struct CgroupFact: Hashable, Sendable {
    package var path: String
    package var isFrozen: Bool
    /// `oom_kill` of memory.events: how many processes of the group were killed for memory.
    package var outOfMemoryKills: Int
    package var container: String?
    package var unit: String?
    /// Where BPF programs see its processes, those of ancestors included; `nil` where that may not be asked (root may).
    package var programs: Set<CgroupHook>?

    package init(
        path: String, isFrozen: Bool = false, outOfMemoryKills: Int = 0, container: String? = nil,
        unit: String? = nil, programs: Set<CgroupHook>? = nil
    ) {
        self.path = path
        self.isFrozen = isFrozen
        self.outOfMemoryKills = outOfMemoryKills
        self.container = container
        self.unit = unit
        self.programs = programs
    }
}

/// Where the kernel would send a packet.
package struct RouteFact: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case local, unicast, unreachable, prohibit, blackhole, none
    }

    package var kind: Kind
    package var device: String?
    package var gateway: IPAddress?
    package var source: IPAddress?
    /// The routing table, such as `local`, `main`, `100`.
    package var table: String?

    package init(
        _ kind: Kind, device: String? = nil, gateway: IPAddress? = nil, source: IPAddress? = nil, table: String? = nil
    ) {
        self.kind = kind
        self.device = device
        self.gateway = gateway
        self.source = source
        self.table = table
    }
}

/// A socket that listens in a network namespace that is not ours.
package struct ForeignListener: Hashable, Sendable {
    package var endpoint: Endpoint
    package var namespace: UInt64
    /// One process of that namespace, the socket's owner where it could be told.
    package var pid: Int32
    package var name: String
    package var container: String?

    package init(_ endpoint: Endpoint, namespace: UInt64, pid: Int32, name: String, container: String? = nil) {
        self.endpoint = endpoint
        self.namespace = namespace
        self.pid = pid
        self.name = name
        self.container = container
    }
}

/// A Unix socket that listens.
package struct UnixFact: Hashable, Sendable {
    /// With a leading `@` when it is abstract (unix(7)).
    package var path: String
    package var owners: [Int32]
    package var name: String

    package init(path: String, owners: [Int32] = [], name: String = "") {
        self.path = path
        self.owners = owners
        self.name = name
    }
}

/// What is at a path that should be a Unix socket.
package struct UnixPath: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// A socket file with a listener behind it.
        case listening
        /// A socket file and nobody behind it.
        case stale
        /// A socket that may not be opened by this user.
        case forbidden
        /// Another kind of file.
        case notASocket
        /// Nothing, in a folder that exists.
        case missing
        /// Not even the folder.
        case missingFolder
    }

    package var state: State
    package var owners: [Int32]

    package init(_ state: State, owners: [Int32] = []) {
        self.state = state
        self.owners = owners
    }
}

/// Where a proxy sends what it gets.
package struct Upstream: Hashable, Sendable {
    package var host: String
    package var port: UInt16
    package var unixPath: String?
    /// Where this was read: a file and line, an argument, or `connections`.
    package var source: String

    package init(host: String, port: UInt16, unixPath: String? = nil, source: String) {
        self.host = host
        self.port = port
        self.unixPath = unixPath
        self.source = source
    }
}

/// A file in which a program keeps its port or pid.
package struct PortFile: Hashable, Sendable {
    package var path: String
    package var pid: Int32?
    package var port: UInt16?
    /// Whether a process with that pid lives, and is not another program that got the number since.
    package var isAlive: Bool

    package init(path: String, pid: Int32?, port: UInt16?, isAlive: Bool) {
        self.path = path
        self.pid = pid
        self.port = port
        self.isAlive = isAlive
    }
}

/// The kernel's log, as far as it may be read.
package struct KernelLog: Hashable, Sendable {
    package var isReadable: Bool
    /// Only the lines that speak of memory, conntrack, SYN floods or access denied by policy.
    package var lines: [String]

    package init(isReadable: Bool, lines: [String] = []) {
        self.isReadable = isReadable
        self.lines = lines
    }
}

/// A port watched for a while.
package struct PortWatch: Hashable, Sendable {
    /// Whether it listened, look by look, 50 ms apart.
    package var looks: [Bool]
    /// The pids that were seen to listen, in order of appearance.
    package var pids: [Int32]

    package init(looks: [Bool], pids: [Int32] = []) {
        self.looks = looks
        self.pids = pids
    }

    /// How often it began or stopped to listen.
    package var changes: Int { zip(looks, looks.dropFirst()).filter { $0 != $1 }.count }
}
