/// The command lines of a container engine for a service; `docker` and `podman` take the same ones.
package struct ContainerCommand: Hashable, Sendable {
    /// `docker` or `podman`.
    package var program: String
    package var stack: StackIdentity

    package init(program: String, stack: StackIdentity) {
        self.program = program
        self.stack = stack
    }

    /// The label that finds everything of a stack again.
    package static let label = "ostia.stack"

    /// One name in one work tree: two stacks of one project do not meet.
    package func name(_ service: PlannedService) -> String {
        "\(stack.id)-\(service.name.replacing(".", with: "-"))"
    }

    /// Runs it in the foreground, so that its output and its end are ours to see; it goes with its end.
    ///
    /// The ports are published on the service's own address, never on all of them unless that is what it says.
    package func run(_ service: PlannedService) -> [String] {
        guard case .container(let container) = service.spec.kind else { return [] }
        var out = [
            program, "run", "--rm", "--name", name(service), "--label", "\(Self.label)=\(stack.id)", "--label",
            "ostia.service=\(service.name)", "--sig-proxy=false",
        ]
        for port in service.ports {
            let suffix = port.transport == "udp" ? "/udp" : ""
            let host = port.host.contains(":") ? "[\(port.host)]" : port.host
            out += ["--publish", "\(host):\(port.number):\(port.target ?? port.number)\(suffix)"]
        }
        // By name alone: values may be secret, and every user sees the command line.
        for variable in service.environment where variable.source.layer != .inherited {
            out += ["--env", variable.name]
        }
        for volume in container.volumes { out += ["--volume", volume] }
        if let entrypoint = container.entrypoint?.first { out += ["--entrypoint", entrypoint] }
        out += container.options
        out.append(container.image)
        out += container.entrypoint?.dropFirst() ?? []
        out += container.command ?? []
        return out
    }

    /// Stops it with its own signal and grace.
    package func stop(_ service: PlannedService) -> [String] {
        [program, "stop", "--time", "\(Int(service.spec.stop.grace.rounded(.up)))", name(service)]
    }

    package func remove(_ service: PlannedService) -> [String] { [program, "rm", "--force", name(service)] }

    /// Lists what is there of the stack, a name a line, whoever started it.
    package var list: [String] {
        [program, "ps", "--all", "--filter", "label=\(Self.label)=\(stack.id)", "--format", "{{.Names}}"]
    }

    /// The port an image listens on, where the file does not say: the only one of `EXPOSE`.
    package func inspectPorts(_ image: String) -> [String] {
        [program, "image", "inspect", "--format", "{{json .Config.ExposedPorts}}", image]
    }
}
