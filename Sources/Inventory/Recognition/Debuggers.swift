/// Debug servers. None of them may be connected to for a look: most have one client's place and it would be used up.
enum Debuggers {
    static let rules: [Rule] = [
        Rule(["dlv", "dlv-dap"]) { delve($0) },
        Rule(["gdbserver", "gdbserver64"]) { gdbserver($0) },
        Rule(["lldb-server", "lldb-dap", "lldb-vscode", "debugserver", "codelldb"], "lldb", "LLDB", .debugger) {
            $0.verb()
        },
        Rule(["OpenDebugAD7", "vsdbg", "vsdbg-ui", "netcoredbg"], "vs-debugger", "VS Code debugger", .debugger) {
            $0.program
        },
        Rule(["rr"], "rr", "rr", .debugger) { $0.verb() },
        Rule(["rdbg"]) { rdbg($0) },
        Rule(
            ["openocd", "JLinkGDBServer", "probe-rs", "st-util", "pyocd"], "hardware-debugger", "Hardware debugger",
            .debugger
        ) { $0.program },
    ]

    /// `dlv debug ./cmd/api --headless --listen=:2345 -- -flag`, `dlv dap --listen=127.0.0.1:41234`.
    private static func delve(_ invocation: Invocation) -> Recognition {
        let own = invocation.words.prefix { $0 != "--" }
        var before = invocation
        before.words = own
        let words = before.positionals([
            "-l", "--listen", "--api-version", "--log-output", "--log-dest", "--build-flags", "--output", "--wd",
            "--backend",
        ])
        return Recognition("delve", "Delve debugger", .debugger, words.prefix(2).joined(separator: " "))
    }

    /// `gdbserver :1234 ./prog args`, `gdbserver host:1234 --attach 4711`, `gdbserver --multi :1234`.
    private static func gdbserver(_ invocation: Invocation) -> Recognition {
        if let attach = invocation.words.firstIndex(of: "--attach") {
            let numbers = invocation.words[attach...].dropFirst().compactMap { Int32($0) }
            return Recognition("gdbserver", "gdbserver", .debugger, numbers.last.map { "attached to pid \($0)" })
        }
        let program = invocation.positionals().dropFirst().first
        return Recognition(
            "gdbserver", "gdbserver", .debugger, program.map(Path.name) ?? (invocation.has("--multi") ? "multi" : nil))
    }

    /// The process that debuggers talk to: `python …/debugpy/adapter --for-server 41234 --port 5678`.
    static func debugpyAdapter(_ invocation: Invocation) -> Recognition {
        Recognition("debugpy", "debugpy adapter", .debugger, invocation.facts.workingDirectory.map(Path.name))
    }

    /// `python -m debugpy --listen 5678 app.py`: the program under the debugger; only the debug port is debugpy's.
    static func debugpy(_ invocation: Invocation) -> Recognition? {
        let valued: Set<String> = [
            "--listen", "--connect", "--log-to", "--adapter-access-token", "--configure-qt", "--configure-subProcess",
            "--pid",
            "--parent-session-pid",
        ]
        var words = invocation.words
        while let word = words.first, word.hasPrefix("-") {
            if word == "-m" || word == "-c" { break }
            words = words.dropFirst(valued.contains(word) ? 2 : 1)
            if word == "--" { break }
        }
        // The launcher's own port comes first: …/debugpy/launcher 43211 -- app.py
        if let first = words.first, UInt16(first) != nil { words = words.dropFirst().drop { $0 == "--" } }
        let isModule = words.first == "-m"
        let target = isModule ? words.dropFirst().first : words.first
        let listens = invocation.value("--listen")?.trailingPort
        if let port = invocation.port, let listens, listens == port {
            let waits = invocation.has("--wait-for-client") ? ", waits for a debugger" : ""
            return Recognition("debugpy", "debugpy", .debugger, (target.map(Path.name) ?? "") + waits)
        }
        guard let target, invocation.port != nil else {
            return Recognition("debugpy", "debugpy", .debugger, target.map(Path.name))
        }
        // Another port of it is the program's own.
        if isModule {
            return Recognizer.pythonTools[target]?.read(invocation.tool(target, script: nil, words.dropFirst(2)))
                ?? Recognition("python", "Python \(target)", .application)
        }
        return PythonPrograms.script(invocation.tool("python", script: target, words.dropFirst()))
    }

    /// `rdbg --open --port 12345 -c -- bin/rails server`.
    static func rdbg(_ invocation: Invocation) -> Recognition {
        let target: String?
        if let dashes = invocation.words.firstIndex(of: "--") {
            target = invocation.words[(dashes + 1)...].first
        } else {
            target = invocation.verb(["--port", "--host", "--sock-path", "--cookie", "-x", "-e"])
        }
        return Recognition("rdbg", "Ruby debugger", .debugger, target.map(Path.name))
    }
}
