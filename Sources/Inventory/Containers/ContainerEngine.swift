package import LinuxKernel

/// A container engine behind its Unix socket: Docker, or Podman speaking Docker's API.
package struct ContainerEngine: Sendable {
    private let http: UnixHTTP

    package init(_ http: UnixHTTP) { self.http = http }

    package init(socket: String) { self.init(UnixHTTP(path: socket)) }

    package var socket: String { http.path }

    /// The command that manages its containers.
    package var command: String { socket.contains("podman") ? "podman" : "docker" }

    /// The running containers.
    package func containers() throws(HTTPFailure) -> [Container] {
        guard let list = try get("/containers/json").array else { throw .malformed("no list of containers") }
        return list.compactMap { Container($0) }
    }

    /// - Parameter id: a container's number or name.
    /// - Returns: `nil` when there is no such container.
    package func details(of id: String) throws(HTTPFailure) -> ContainerDetails? {
        let response = try http.request("GET", "/containers/\(Self.encoded(id))/json")
        if response.status == 404 { return nil }
        return ContainerDetails(try Self.document(response))
    }

    /// Stops a container as `docker stop` does: its stop signal first, SIGKILL after the grace.
    ///
    /// - Parameter grace: whole seconds the engine waits; it answers when the container has ended, so the client's
    ///   own time-out is that much longer.
    /// - Returns: whether it ran before; a container already stopped is no failure.
    package func stop(_ id: String, grace: Int) throws(HTTPFailure) -> Bool {
        var patient = http
        patient.timeout += Double(max(0, grace)) + 5
        let response = try patient.request("POST", "/containers/\(Self.encoded(id))/stop?t=\(max(0, grace))")
        switch response.status {
        case 204, 200: return true
        case 304: return false
        default: throw .malformed(Self.complaint(response))
        }
    }

    func get(_ target: String) throws(HTTPFailure) -> JSONValue {
        try Self.document(try http.request("GET", target))
    }

    private static func document(_ response: HTTPResponse) throws(HTTPFailure) -> JSONValue {
        guard response.status == 200 else { throw .malformed(complaint(response)) }
        guard let json = JSONValue(response.body) else { throw .malformed("its answer is no JSON") }
        return json
    }

    /// The engine's own words for a refusal.
    private static func complaint(_ response: HTTPResponse) -> String {
        let message = JSONValue(response.body)?["message"]?.string
        return "it answered \(response.status)" + (message.map { ": \($0)" } ?? "")
    }

    /// Percent-encodes everything but letters, digits and `-_.` (RFC 3986): an id never leaves its path segment.
    static func encoded(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95: out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return out == "." || out == ".." ? "" : out
    }
}

/// What asking every engine's socket gave.
package struct ContainerSearch: Sendable {
    package var containers: [(engine: ContainerEngine, container: Container)] = []
    /// Sockets that are there and that this user may not open.
    package var denied: [String] = []
    /// Sockets that are there and gave no usable answer, with the reason.
    package var troubled: [(socket: String, reason: HTTPFailure)] = []

    package init() {}
}

extension ContainerEngine {
    /// Where engines listen, in the order Docker's own client would look, rootless and Podman's after it.
    package static func sockets(environment: [String: String]) -> [String] {
        var out: [String] = []
        func add(_ path: String) { if !out.contains(path) { out.append(path) } }
        if let host = environment["DOCKER_HOST"], host.hasPrefix("unix://") {
            let path = String(host.dropFirst(7))
            if path.hasPrefix("/") { add(path) }
        }
        add("/var/run/docker.sock")
        if let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/") {
            add("\(runtime)/docker.sock")
            add("\(runtime)/podman/podman.sock")
        }
        add("/run/podman/podman.sock")
        return out
    }

    /// Asks each socket once. A container that two sockets tell of counts once.
    package static func search(
        sockets: [String], connect: (String) -> ContainerEngine = { ContainerEngine(socket: $0) }
    ) -> ContainerSearch {
        var result = ContainerSearch()
        var known: Set<String> = []
        for socket in sockets {
            let engine = connect(socket)
            do throws(HTTPFailure) {
                for container in try engine.containers() where known.insert(container.id).inserted {
                    result.containers.append((engine, container))
                }
            } catch {
                switch error {
                case .absent: break
                case .denied: result.denied.append(socket)
                default: result.troubled.append((socket, error))
                }
            }
        }
        return result
    }
}
