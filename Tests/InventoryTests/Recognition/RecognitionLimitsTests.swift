import Inventory
import LinuxKernel
import Testing

/// What hostile command lines do to recognition, and what it may read.
@Suite struct RecognitionLimitsTests {
    /// Files that may not be asked for.
    private struct ForbiddenFiles: ProjectFiles {
        func text(_ path: String) -> String? {
            Issue.record("read \(path)")
            return nil
        }

        func exists(_ path: String) -> Bool {
            Issue.record("looked for \(path)")
            return false
        }
    }

    @Test(arguments: [
        (["python3", "-m", "http.server"], "python3.11", "python-http-server"),
        (["/usr/lib/postgresql/15/bin/postgres", "-D", "/d"], "postgres", "postgresql"),
        (["node", "/app/node_modules/.bin/vite"], "node", "vite"), (["nginx: master process nginx"], "nginx", "nginx"),
        (["next-server (v14.1.0)", "", ""], "node", "next"), (["/usr/sbin/sshd", "-D"], "sshd", "sshd"),
        (["ssh", "-D", "8000", "host"], "ssh", "ssh-forward"), (["redis-server *:6379"], "redis-server", "redis"),
        (["/usr/bin/docker-proxy"], "docker-proxy", "docker-port"), (["code", "tunnel"], "code", "vscode-server"),
    ])
    func theCommandLineIsEnough(_ arguments: [String], _ executable: String, _ id: String) {
        let facts = ProgramFacts(
            name: "x", executable: "/usr/bin/\(executable)", arguments: arguments, workingDirectory: "/srv",
            environment: { name in
                Issue.record("\(name) was asked for")
                return nil
            }, files: ForbiddenFiles())
        #expect(Recognizer.recognize(facts, port: 8000)?.id == id)
    }

    static let programs = [
        "node", "deno", "bun", "electron", "python3", "ruby", "rails", "php", "java", "dotnet", "beam.smp", "perl",
        "ssh", "autossh", "sshd", "docker-proxy", "kubectl", "postgres", "caddy", "minio", "code", "chromium",
        "busybox", "next-server", "npm", "sh", "env", "uwsgi", "gdbserver", "dlv", "unknown", "/home/x/unknown",
        "./unknown", "nginx:", "",
    ]

    private static let tails: [[String]] = [
        [], [""], ["", "", ""], ["-"], ["--"], ["-m"], ["-c"], ["-e"], ["-jar"], ["-L"], ["-M"], ["-o"], ["-L", ":::"],
        ["-D", "["], ["--inspect="], ["--inspect=:"], ["-agentlib:jdwp="], ["-agentlib:jdwp=address"],
        ["-agentpath:="], ["-agentpath:/libjdwp.so="], ["debugpy"], ["-m", "debugpy"], ["-m", "debugpy", "--listen"],
        ["x/debugpy/launcher", "--"], ["pydevd.py", "--client", "--file"], ["/"], ["//"], ["node_modules"],
        ["/node_modules/@x"], [".js"], ["."], ["..dll"], ["--listen=:"], ["server"], ["port-forward"], ["busybox"],
        ["\u{1B}[2J\u{7}"], ["\\xff\\xfe"], ["\u{1F600}:\u{1F600}"], ["-\u{301}L", "\u{301}"],
        ["-p", "99999999999999999999"], ["import\u{0}"], ["httpd", "-h"],
    ]

    @Test(arguments: programs) func nothingTraps(_ program: String) {
        for tail in Self.tails {
            for executable in [nil, "/usr/bin/node", "/bin/busybox", " (deleted)"] as [String?] {
                for port in [nil, 9229] as [UInt16?] {
                    let facts = ProgramFacts(
                        name: program, executable: executable, arguments: [program] + tail, workingDirectory: "")
                    let found = Recognizer.recognize(facts, port: port)
                    #expect(found?.id.isEmpty != true)
                    #expect(found?.title.hasSuffix(" ") != true, "\([program] + tail)")
                    #expect(found?.detail?.isEmpty != true)
                }
            }
        }
    }

    /// Ten milliseconds or so in an unoptimised build; the bound leaves room for a busy machine, none for anything
    /// quadratic.
    @Test func hugeCommandLinesAreNoTrouble() {
        let long = String(repeating: "a/:=-[ ", count: 15_000)
        for program in ["node", "python3", "ruby", "java", "beam.smp", "ssh", "code", "sh", "busybox", "unknown"] {
            for arguments in [
                [program, long], [program + " " + long], ["/" + long],
                [program] + Array(repeating: "-L", count: 10_000), [program] + Array(repeating: "x", count: 10_000),
                Array(repeating: "", count: 10_000),
            ] {
                let facts = ProgramFacts(
                    name: "x", executable: "/usr/bin/" + program, arguments: arguments, workingDirectory: long)
                let start = Clock.monotonic()
                _ = Recognizer.recognize(facts, port: 8000)
                #expect(Clock.monotonic() - start < 3, "\(program)")
            }
        }
        let start = Clock.monotonic()
        _ = Recognizer.recognize(ProgramFacts(name: "x", executable: "/" + long, arguments: [long]), port: nil)
        #expect(Clock.monotonic() - start < 3)
    }
}
