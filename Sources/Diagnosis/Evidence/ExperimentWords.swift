extension Experiment {
    /// What is being done, for a progress line and for `-v`.
    package var words: String {
        switch self {
        case .lookup(let name): "resolving \(name)"
        case .activity(let pid): "watching what process \(pid) does"
        case .environment(let pid): "reading the environment of process \(pid)"
        case .cgroup(let pid): "reading the cgroup of process \(pid)"
        case .socketsOf(let pid): "listing the sockets of process \(pid)"
        case .output(let pid): "reading what process \(pid) wrote"
        case .firewall: "reading the packet filter"
        case .route(let address): "asking for the route to \(address)"
        case .otherNamespaces(let port): "looking for port \(port) in other network namespaces"
        case .containers: "asking the container engine"
        case .unixListeners: "listing Unix sockets"
        case .unixSocket(let path): "looking at \(path)"
        case .upstreams(let pid): "looking for where process \(pid) forwards to"
        case .portFiles(let port): "looking for files that name port \(port)"
        case .kernelLog: "reading the kernel's log"
        case .watch(let port): "watching port \(port)"
        case .connections(let port, let ask):
            "looking at the connections of port \(port)\(ask == nil ? "" : " after the request")"
        case .limits: "counting what is used up"
        case .queue(let endpoint): "watching the accept queue of \(endpoint.addressAndPort)"
        case .connect(let endpoint): "connecting to \(endpoint.addressAndPort)"
        case .bind(let endpoint, let options):
            "binding \(endpoint.addressAndPort) with\(options.reuseAddress ? "" : "out") SO_REUSEADDR"
        case .datagram(let endpoint): "sending an empty datagram to \(endpoint.addressAndPort)"
        case .http(let ask): "\(ask.method) \(ask.isTLS ? "https" : "http")://\(ask.host)\(ask.path)"
        case .tls(let ask): "TLS handshake with \(ask.endpoint.addressAndPort) as \(ask.serverName)"
        case .speak(let spoken, let endpoint): "speaking \(spoken.rawValue) to \(endpoint.addressAndPort)"
        }
    }

    /// One word for scripts.
    package var name: String {
        switch self {
        case .lookup: "lookup"
        case .activity: "activity"
        case .environment: "environment"
        case .cgroup: "cgroup"
        case .socketsOf: "sockets"
        case .output: "output"
        case .firewall: "firewall"
        case .route: "route"
        case .otherNamespaces: "namespaces"
        case .containers: "containers"
        case .unixListeners: "unix-listeners"
        case .unixSocket: "unix-socket"
        case .upstreams: "upstreams"
        case .portFiles: "port-files"
        case .kernelLog: "kernel-log"
        case .watch: "watch"
        case .connections: "connections"
        case .limits: "limits"
        case .queue: "queue"
        case .connect: "connect"
        case .bind: "bind"
        case .datagram: "datagram"
        case .http: "http"
        case .tls: "tls"
        case .speak: "speak"
        }
    }
}
