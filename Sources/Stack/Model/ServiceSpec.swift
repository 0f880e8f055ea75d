/// One service as its file describes it, nothing resolved yet. The defaults are those of `ostia.yaml`.
package struct ServiceSpec: Hashable, Sendable {
    /// What stands behind the service.
    package enum Kind: Hashable, Sendable {
        /// A command line, given to the shell, with templates.
        case run(String)
        /// A program and its arguments, started without a shell, with templates.
        case exec([String])
        case container(ContainerSpec)
        /// `ssh://[user@]host[:port]/target:port` or `kubectl://[context/]namespace/kind/name:port`.
        case forward(String)
        /// A compose provider: `TYPE compose up`, with its options.
        case provider(type: String, options: [String: String])
    }

    /// `restart:` of the file.
    package enum RestartPolicy: String, Hashable, Sendable, CaseIterable {
        case never
        case onFailure = "on-failure"
        case always
    }

    package var name: String
    package var kind: Kind
    package var description: String?
    /// Where it runs, relative to the file's folder; `nil` means there.
    package var directory: String?
    /// The shell and its options for `run`, such as `["bash", "-c"]`; `nil` means `/bin/sh -c`.
    package var shell: [String]?
    /// The address it is told to listen on.
    package var host: String
    /// Its ports, the main one first. The main port is named `""` where the file gives `port:`.
    package var ports: [PortSpec]
    /// In the order of the file, since one may use another.
    package var environment: [Variable]
    package var environmentFiles: [EnvironmentFile]
    package var needs: [Need]
    /// What must hold beyond its listeners before it counts as ready.
    package var ready: Check?
    /// What must go on to hold; when it fails the service is started again.
    package var live: Check?
    /// It is part of the stack only when one of these was asked for; empty means always.
    package var profiles: [String]
    /// How many of it run; `0` means none.
    package var instances: Int
    /// Globs and folders whose change starts it again, relative to `directory`.
    package var watch: [String]
    package var restart: RestartPolicy
    /// Restarts in a row before it is given up; `nil` means no limit.
    package var maxRestarts: Int?
    /// Seconds until it must be ready; `nil` means no limit.
    package var startTimeout: Double?
    package var stop: StopSpec
    /// Commands that run to their end before the first start, in order.
    package var setup: [String]
    package var log: LogSpec
    /// Whether it gets a terminal; `nil` means yes for a terminal's output, no for anything else.
    package var terminal: Bool?
    /// Exit codes beside 0 that are no failure.
    package var successCodes: [Int32]

    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
        host = "127.0.0.1"
        ports = []
        environment = []
        environmentFiles = []
        needs = []
        profiles = []
        instances = 1
        watch = []
        restart = kind.usualRestart
        startTimeout = 60
        stop = StopSpec()
        setup = []
        log = LogSpec()
        successCodes = []
    }
}

/// A service of a container engine.
package struct ContainerSpec: Hashable, Sendable {
    package var image: String
    /// The words behind the image; `nil` means the image's own command.
    package var command: [String]?
    /// Replaces the image's entry point; `nil` means the image's own.
    package var entrypoint: [String]?
    /// `SOURCE:TARGET[:MODE]`, a relative source from the file's folder.
    package var volumes: [String]
    /// Further options of `docker run`, as they are.
    package var options: [String]

    package init(
        image: String, command: [String]? = nil, entrypoint: [String]? = nil, volumes: [String] = [],
        options: [String] = []
    ) {
        self.image = image
        self.command = command
        self.entrypoint = entrypoint
        self.volumes = volumes
        self.options = options
    }
}

/// One port that a service wants.
package struct PortSpec: Hashable, Sendable {
    package enum Wish: Hashable, Sendable {
        /// A lease: the same tomorrow, another in the next work tree.
        case auto
        case fixed(UInt16)
        /// The first free one of these, as a lease.
        case range(ClosedRange<UInt16>)
    }

    /// `http`, `debug` …; empty for the service's one nameless port.
    package var name: String
    package var wish: Wish
    /// The port inside the container, where it has another number there.
    package var target: UInt16?
    /// `tcp` or `udp`.
    package var transport: String
    /// The address it is published on, where it differs from the service's.
    package var host: String?
    /// Not asked for in the file: a number to offer as `PORT`, which the service may well leave unused.
    package var isImplied: Bool

    package init(
        _ name: String = "", _ wish: Wish, target: UInt16? = nil, transport: String = "tcp", host: String? = nil,
        isImplied: Bool = false
    ) {
        self.name = name
        self.wish = wish
        self.target = target
        self.transport = transport
        self.host = host
        self.isImplied = isImplied
    }
}

/// That another service must have come so far.
package struct Need: Hashable, Sendable {
    package enum Condition: String, Hashable, Sendable, CaseIterable {
        case started
        case ready
        /// It has run to its end, successfully.
        case exited
    }

    package var service: String
    package var condition: Condition
    /// Whether the stack may do without that service (compose's `required: false`).
    package var isRequired: Bool

    package init(_ service: String, _ condition: Condition = .ready, isRequired: Bool = true) {
        self.service = service
        self.condition = condition
        self.isRequired = isRequired
    }
}

/// A question that a service must answer.
package struct Check: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Its main port accepts a connection; asked of the kernel's table, without a connection.
        case tcp
        /// A GET of this path gives this status, or any below 400 where none is named.
        case http(path: String, status: Int?)
        /// A command ends with 0.
        case exec(String)
        /// A line of its output holds this text.
        case log(String)
    }

    package var kind: Kind
    /// Which of its ports; `nil` means the main one.
    package var port: String?
    /// Seconds between two tries.
    package var interval: Double
    /// Seconds that one try may take.
    package var timeout: Double
    /// Failures in a row until `live` has failed.
    package var retries: Int
    /// Seconds after the start in which failures do not count.
    package var startPeriod: Double

    package init(
        _ kind: Kind, port: String? = nil, interval: Double = 1, timeout: Double = 2, retries: Int = 3,
        startPeriod: Double = 0
    ) {
        self.kind = kind
        self.port = port
        self.interval = interval
        self.timeout = timeout
        self.retries = retries
        self.startPeriod = startPeriod
    }
}

/// How a service is stopped.
package struct StopSpec: Hashable, Sendable {
    /// The name of a signal, without `SIG`.
    package var signal: String
    /// Seconds from the signal until SIGKILL.
    package var grace: Double
    /// A command that runs before the signal is sent.
    package var before: String?

    package init(signal: String = "TERM", grace: Double = 10, before: String? = nil) {
        self.signal = signal
        self.grace = grace
        self.before = before
    }
}

/// Where a service's output is kept beside the run's log.
package struct LogSpec: Hashable, Sendable {
    /// A file of its own, relative to the file's folder.
    package var file: String?
    /// Bytes until that file is put aside and a new one begun; `nil` means never.
    package var maxSize: Int?
    /// How many files put aside are kept.
    package var keep: Int

    package init(file: String? = nil, maxSize: Int? = nil, keep: Int = 3) {
        self.file = file
        self.maxSize = maxSize
        self.keep = keep
    }
}

extension ServiceSpec.Kind {
    /// What happens after its end where the file does not say. A forward that has ended is lost, whatever its program
    /// says of itself.
    package var usualRestart: ServiceSpec.RestartPolicy { if case .forward = self { .always } else { .onFailure } }
}
