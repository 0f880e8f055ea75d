/// The command lines by which a container engine is asked about a stack; `docker` and `podman` take the same ones.
/// How a container is started stands in the plan (`PlannedService.arguments`).
package struct ContainerCommand: Hashable, Sendable {
    /// `docker` or `podman`.
    package var engine: String
    package var stack: StackIdentity

    package init(engine: String, stack: StackIdentity) {
        self.engine = engine
        self.stack = stack
    }

    /// The label by which everything of a stack is found again.
    package static let label = "ostia.stack"

    /// One name in one work tree: two stacks of one project do not meet.
    package static func name(_ service: String, _ stack: StackIdentity) -> String { "\(stack.id)-\(service)" }

    /// Stops it with its own signal and grace.
    package func stop(_ service: PlannedService) -> [String] {
        let grace = Int(service.spec.stop.grace.rounded(.up))
        return [engine, "stop", "--time", "\(grace)", Self.name(service.name, stack)]
    }

    /// Runs something inside it.
    package func exec(_ service: PlannedService, _ words: [String], options: [String] = []) -> [String] {
        [engine, "exec"] + options + [Self.name(service.name, stack)] + words
    }

    package func remove(_ names: [String]) -> [String] { [engine, "rm", "--force"] + names }

    /// Lists what is there of the stack, a name a line, whoever started it.
    package var list: [String] {
        [engine, "ps", "--all", "--filter", "label=\(Self.label)=\(stack.id)", "--format", "{{.Names}}"]
    }
}
