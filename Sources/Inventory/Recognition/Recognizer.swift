/// Tells what a process is from its executable, arguments, name and project files, without asking it anything.
package enum Recognizer {
    /// - Parameter port: the local port asked about; decides between the roles of one process, such as a JVM and the
    ///   debugger in it.
    /// - Returns: `nil` when nothing better is known than the process's own name.
    package static func recognize(_ facts: ProgramFacts, port: UInt16?) -> Recognition? {
        let start = Invocation(facts, port: port)
        // A program that its maker built here may share its name with a known one.
        if let built = NativePrograms.built(start) { return built }
        return recognize(start, names: names(facts, start)) ?? NativePrograms.unknown(start)
    }

    /// Names to try, surest first. The executable outranks the arguments, which a process may write itself, except
    /// where one executable plays many programs by the name it is called.
    private static func names(_ facts: ProgramFacts, _ start: Invocation) -> [String] {
        var executable = facts.executable ?? ""
        if executable.hasSuffix(" (deleted)") { executable = String(executable.dropLast(10)) }
        let base = Path.name(executable)
        if ["busybox", "toybox", "coreutils", "snap-confine", ""].contains(base) {
            // `busybox httpd`, or `httpd` by a link.
            let applet = start.program == base ? start.words.first ?? "" : start.program
            if applet == "httpd" && base == "busybox" { return ["busybox-httpd"] }
            return [applet, facts.name]
        }
        return [base, start.program, facts.name]
    }

    private static func recognize(_ start: Invocation, names: [String]) -> Recognition? {
        for name in names where !name.isEmpty {
            if let rule = programs[name] {
                var invocation = start
                invocation.program = name
                if start.program == "busybox" && name == start.words.first {
                    invocation.words = start.words.dropFirst()
                }
                if let found = rule.read(invocation) { return found }
            }
        }
        // Nothing but a title to go by: the executable of another user's process cannot be read.
        guard start.facts.executable == nil || start.title != nil else { return nil }
        return tool(start)
    }

    /// What a wrapped command is; tools of every interpreter are looked for, since wrappers name them bare.
    static func inner(_ invocation: Invocation?) -> Recognition? {
        guard let invocation else { return nil }
        return tool(invocation) ?? programs[invocation.program]?.read(invocation)
    }

    /// A tool that some interpreter runs, under its own name.
    static func tool(_ invocation: Invocation) -> Recognition? {
        for table in [nodeTools, pythonTools, rubyTools] {
            if let found = table[invocation.program]?.read(invocation) { return found }
        }
        return nil
    }

    /// The tool that an interpreter's process calls itself: `ng serve --port 4200`, `gunicorn: master [app:app]`.
    static func titled(_ invocation: Invocation, in table: RuleTable) -> Recognition? {
        guard invocation.called != invocation.program, let rule = table[invocation.called] else { return nil }
        var inner = invocation
        inner.program = invocation.called
        return rule.read(inner)
    }

    /// Programs by the name of their executable.
    static let programs = RuleTable([
        Wrappers.rules, NodePrograms.interpreters, PythonPrograms.interpreters, RubyPrograms.interpreters,
        ScriptPrograms.rules, JVMPrograms.rules, NativePrograms.rules, WebServerPrograms.rules, DatabasePrograms.rules,
        QueuePrograms.rules, ContainerPrograms.rules, SecureShell.rules, TunnelPrograms.rules, Debuggers.rules,
        EditorPrograms.rules, MonitoringPrograms.rules, ToolPrograms.rules, SystemPrograms.rules, DesktopPrograms.rules,
    ])
    static let nodeTools = RuleTable([NodePrograms.tools, EditorPrograms.nodeTools])
    static let pythonTools = RuleTable([PythonPrograms.tools])
    static let rubyTools = RuleTable([RubyPrograms.tools])
}
