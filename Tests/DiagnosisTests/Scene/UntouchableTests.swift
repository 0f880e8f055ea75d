import Diagnosis
import Endpoints
import Testing

/// What a mere connection harms is known by its process.
@Suite struct UntouchableTests {
    private func kind(_ process: ProcessFact, port: UInt16) -> Untouchable? { Untouchable(process, port: port) }

    @Test(arguments: [
        ("dlv", Untouchable.delve), ("dlv-dap", .delve), ("gdbserver", .gdbserver), ("lldb-server", .lldbServer),
        ("debugserver", .lldbServer), ("adb", .adb), ("rdbg", .rdbg), ("Xvnc", .vnc), ("x11vnc", .vnc),
    ])
    func byName(name: String, expected: Untouchable) {
        #expect(kind(ProcessFact(pid: 5, name: name), port: 2345) == expected)
    }

    @Test(
        arguments: [
            (["java", DebuggerScenes.agent, "W"], UInt16(5005), Untouchable.jdwp),
            (["java", "-agentlib:jdwp=server=y", "W"], 41_000, .jdwp),
            (["node", "--inspect", "a.js"], 9229, .nodeInspector),
            (["node", "--inspect-brk=9230", "a.js"], 9230, .nodeInspector),
            (["python3", "-m", "debugpy", "--listen", "5678", "a.py"], 5678, .debugpy),
            (["python3", "/x/pydevd.py", "--port", "5679"], 5679, .debugpy),
        ] as [([String], UInt16, Untouchable)])
    func byArguments(arguments: [String], port: UInt16, expected: Untouchable) {
        #expect(kind(ProcessFact(pid: 5, name: arguments[0], arguments: arguments), port: port) == expected)
    }

    @Test(
        arguments: [
            (["java", DebuggerScenes.agent, "W"], UInt16(8080)), (["java", "W", DebuggerScenes.agent], 5005),
            (["java", "-jar", "a.jar"], 5005), (["node", "--inspect", "a.js"], 3000), (["node", "a.js"], 9229),
            (["node", "--inspector-like"], 9229), (["python3", "-m", "debugpy", "--listen", "5678", "a.py"], 8000),
            (["python3", "app.py"], 5678),
        ] as [([String], UInt16)])
    func theApplicationsOwnPortIsTried(arguments: [String], port: UInt16) {
        #expect(kind(ProcessFact(pid: 5, name: arguments[0], arguments: arguments), port: port) == nil)
    }

    @Test(
        arguments: [
            ("java", "-agentlib:jdwp=server=y,address=*:5005", UInt16(5005), Untouchable.jdwp),
            ("node", "--inspect=0.0.0.0:9240", 9240, .nodeInspector),
        ] as [(String, String, UInt16, Untouchable)])
    func theEnvironmentTurnsOneOnAsWell(name: String, option: String, port: UInt16, expected: Untouchable) {
        var process = ProcessFact(pid: 5, name: name, arguments: [name, "app"])
        #expect(kind(process, port: port) == nil)
        process.debugOptions = ["-Xmx1g", option]
        #expect(kind(process, port: port) == expected)
        #expect(kind(process, port: port + 1) == nil)
    }

    @Test func nothingConnectsThereWithoutLeave() throws {
        var told = try TestScene.using(
            "127.0.0.1:9229", sockets: [try DebuggerScenes.listener("127.0.0.1:9229", 50)],
            processes: [DebuggerScenes.node("--inspect", "app.js")])
        let endpoint = try TestScene.endpoint("127.0.0.1:9229")
        let scene = Scene(told.question, told.facts)
        #expect(scene.untouchable(endpoint) == .nodeInspector)
        #expect(!scene.mayConnect(endpoint))
        #expect(try scene.reach() == nil, "and no experiment is asked for")
        told.question.allowsDeep = true
        #expect(Scene(told.question, told.facts).mayConnect(endpoint))
    }

    @Test func noRuleOfTheCatalogueConnectsThere() throws {
        for subject in [
            "127.0.0.1:5005", "http://127.0.0.1:5005/", "https://localhost:5005/", "redis://127.0.0.1:5005",
        ] {
            let told = try TestScene.using(
                subject, sockets: [try DebuggerScenes.listener("127.0.0.1:5005", 40)],
                processes: [DebuggerScenes.java(DebuggerScenes.agent, "W")],
                reports: [ErrorReport(.timeout, host: "127.0.0.1", port: 5005, text: "Read timed out")])
            var investigation = Investigation(told.question, told.facts)
            while let batch = investigation.next(spent: 0) {
                for experiment in batch {
                    if let endpoint = experiment.connectsTo {
                        // Nobody listens on [::1]: the kernel refuses, the debugger hears nothing.
                        let isDebuggers = endpoint.port == 5005 && endpoint.address != .loopbackV6
                        #expect(!isDebuggers, "\(subject): \(experiment)")
                    }
                    investigation.learn(experiment, TestScene.nothing(experiment, told.facts))
                }
            }
        }
    }
}
