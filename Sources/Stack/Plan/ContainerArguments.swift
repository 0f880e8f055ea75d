/// The `docker run` (or `podman run`) of a service; both take the same options here.
enum ContainerArguments {
    static func run(
        _ container: ContainerSpec, _ service: PlannedService, engine: String, identity: StackIdentity,
        folder: String, home: String?
    ) -> [String] {
        var words = [engine, "run", "--rm", "--name", ContainerCommand.name(service.name, identity)]
        words += ["--label", "\(ContainerCommand.label)=\(identity.id)", "--label", "ostia.service=\(service.name)"]
        // Without a word of the file the image knows best.
        if service.spec.stop.signal != StopSpec().signal { words += ["--stop-signal", service.spec.stop.signal] }
        if !usesHostNetwork(container.options) {
            for port in service.ports { words += ["--publish", publish(port)] }
        }
        // By name alone: the value comes from the environment of the command, and stays off the command line.
        for variable in service.environment { words += ["--env", variable.name] }
        for volume in container.volumes {
            words += ["--volume", self.volume(volume, identity, folder, home)]
        }
        words += container.options
        if let entrypoint = container.entrypoint { words += ["--entrypoint", entrypoint.first ?? ""] }
        words.append(container.image)
        return words + (container.entrypoint ?? []).dropFirst() + (container.command ?? [])
    }

    static func usesHostNetwork(_ options: [String]) -> Bool {
        for (index, option) in options.enumerated() {
            if option == "--network=host" || option == "--net=host" { return true }
            if option == "--network" || option == "--net", options.dropFirst(index + 1).first == "host" { return true }
        }
        return false
    }

    private static func publish(_ port: PlannedPort) -> String {
        // The engine wants an address, not a name.
        let host = port.host == "localhost" ? "127.0.0.1" : port.host
        let near = host.contains(":") ? "[\(host)]" : host
        return "\(near):\(port.number):\(port.target ?? port.number)\(port.transport == "udp" ? "/udp" : "")"
    }

    /// A relative source becomes absolute; a volume with a name of its own gets the stack's before it, so that two
    /// work trees do not write into one database.
    private static func volume(
        _ text: String, _ identity: StackIdentity, _ folder: String, _ home: String?
    ) -> String {
        guard let colon = text.firstIndex(of: ":") else { return text }
        let source = text[..<colon]
        let rest = text[colon...]
        if source.hasPrefix("/") { return text }
        if source.hasPrefix("~/"), let home { return home + source.dropFirst() + rest }
        if source.hasPrefix(".") || source.contains("/") { return Planner.path(folder, String(source)) + rest }
        return "\(identity.id)_\(source)\(rest)"
    }
}
