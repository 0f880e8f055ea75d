import LinuxKernel

/// Which engine the docker command would ask: `DOCKER_HOST`, `DOCKER_CONTEXT`, or the current context of its
/// configuration (docs.docker.com, "Docker contexts").
package struct EngineContext: Hashable, Sendable {
    /// Such as `unix:///run/user/1000/docker.sock` or `tcp://127.0.0.1:2375`.
    package var host: String
    /// What says so: `DOCKER_HOST`, or the context's name.
    package var source: String

    /// The socket's path; `nil` for an engine that is not behind one.
    package var socket: String? {
        guard host.hasPrefix("unix://") else { return nil }
        let path = String(host.dropFirst(7))
        return path.hasPrefix("/") ? path : nil
    }

    package init(host: String, source: String) {
        self.host = host
        self.source = source
    }

    /// - Parameter root: prefix of absolute paths.
    /// - Returns: `nil` when nothing was chosen: the default socket is meant.
    package static func chosen(environment: [String: String], root: String) -> EngineContext? {
        if let host = environment["DOCKER_HOST"], !host.isEmpty {
            return EngineContext(host: host, source: "DOCKER_HOST")
        }
        let folder: String
        if let configured = environment["DOCKER_CONFIG"], configured.hasPrefix("/") {
            folder = root + configured
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            folder = "\(root)\(home)/.docker"
        } else {
            return nil
        }
        let configuration = FileBytes.read("\(folder)/config.json").flatMap { JSONValue($0) }
        guard let name = environment["DOCKER_CONTEXT"] ?? configuration?["currentContext"]?.string, !name.isEmpty,
            name != "default"
        else { return nil }
        // The folders are named by a hash of the context's name; the file inside says the name.
        for entry in (FileBytes.names(in: "\(folder)/contexts/meta") ?? []).prefix(64) {
            guard let meta = FileBytes.read("\(folder)/contexts/meta/\(entry)/meta.json").flatMap({ JSONValue($0) }),
                meta["Name"]?.string == name, let host = meta["Endpoints"]?["docker"]?["Host"]?.string
            else { continue }
            return EngineContext(host: host, source: "context \(name)")
        }
        return nil
    }
}
