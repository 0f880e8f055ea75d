import Inventory
import LinuxKernel
import Testing

@Suite struct RecognizerTests {
    private func recognize(_ arguments: [String], name: String = "x", executable: String? = nil) -> Recognition? {
        Recognizer.recognize(ProgramFacts(name: name, executable: executable, arguments: arguments), port: 80)
    }

    @Test func nothingIsMadeUp() {
        #expect(recognize(["/usr/local/bin/shopd", "--port", "80"], executable: "/usr/local/bin/shopd") == nil)
        #expect(recognize([]) == nil)
        #expect(recognize([""]) == nil)
        #expect(recognize(["/"], executable: "/") == nil)
        #expect(recognize(["   "]) == nil)
        // Anybody's program may be called so; only Postfix's lies where Postfix does.
        #expect(recognize(["master"], executable: "/srv/game/master") == nil)
    }

    @Test func theExecutableOutranksWhatAProcessSaysOfItself() {
        #expect(recognize(["nginx"], executable: "/usr/sbin/haproxy")?.id == "haproxy")
        #expect(recognize(["redis-server", "x"], executable: "/usr/bin/postgres")?.id == "postgresql")
    }

    @Test func aNameCutByTheKernelIsEnough() {
        #expect(recognize([], name: "systemd-resolve")?.id == "systemd-resolved")
        #expect(recognize([], name: "containerd-shim")?.id == "containerd")
        #expect(recognize([], name: "nginx")?.id == "nginx")
    }

    @Test func wrappersOfNixAndBusyBoxAreSeenThrough() {
        #expect(recognize(["caddy"], executable: "/nix/store/x/bin/.caddy-wrapped")?.id == "caddy")
        #expect(recognize(["nc", "-l"], executable: "/bin/busybox")?.id == "netcat")
        #expect(recognize(["dumb-init", "--", "nginx", "-g", "x"], executable: "/usr/bin/dumb-init")?.id == "nginx")
        #expect(recognize(["sudo", "-u", "www", "caddy", "run"], executable: "/usr/bin/sudo")?.id == "caddy")
        #expect(recognize(["timeout", "60", "redis-server"], executable: "/usr/bin/timeout")?.id == "redis")
        #expect(recognize(["sh", "-c", "cd web && exec npx vite"], executable: "/bin/sh")?.id == "vite")
    }

    @Test func anOnionWithoutEndIsGivenUp() {
        let onion = [String](repeating: "env", count: 5000) + ["vite"]
        #expect(recognize(onion, executable: "/usr/bin/env") == nil)
        let scripts = #"{"scripts":{"a":"npm run b","b":"npm run a"}}"#
        let facts = ProgramFacts(
            name: "node", executable: "/usr/bin/node", arguments: ["npm run a"], workingDirectory: "/w",
            files: FakeFiles(files: ["/w/package.json": scripts]))
        #expect(Recognizer.recognize(facts, port: nil)?.id == "npm")
    }

    @Test func textFromOutsideStaysRaw() {
        let name = "evil\u{1B}[2J\n.py"
        #expect(recognize(["python3", name], executable: "/usr/bin/python3")?.title == "Python evil\u{1B}[2J\n.py")
    }

    @Test func optionsWithoutTheirValueDoNoHarm() {
        for program in [
            "ssh", "java", "node", "python3", "postgres", "kubectl", "gdbserver", "dlv", "php", "ruby", "env",
            "docker-proxy",
        ] {
            for tail in [
                ["-L"], ["-cp"], ["-m"], ["-D"], ["--"], ["-"], ["--listen"], ["port-forward", "x"], ["-jar"],
                ["--attach"], ["-S"], [""],
            ] {
                #expect(recognize([program] + tail, executable: "/usr/bin/\(program)")?.id != "")
            }
        }
        #expect(recognize(["ssh", "-L"], executable: "/usr/bin/ssh")?.id == "ssh-forward")
        #expect(recognize(["java", "-jar"], executable: "/usr/bin/java")?.id == "jvm")
        #expect(recognize(["python3", "-m"], executable: "/usr/bin/python3") == nil)
    }

    @Test func theEnvironmentIsNotAskedWithoutNeed() {
        for line in [["node", "server.js"], ["/usr/sbin/nginx"], ["postgres", "-D", "/d"], ["python3", "a.py"]] {
            let facts = ProgramFacts(
                name: "x", executable: "/usr/bin/\(line[0])", arguments: line,
                environment: { name in
                    Issue.record("\(name) was asked for by \(line)")
                    return nil
                })
            #expect(Recognizer.recognize(facts, port: 3000) != nil)
        }
    }

    /// A thousand processes must take a few milliseconds; in an unoptimised build on a busy machine, some hundred.
    @Test func aThousandProcessesAreNoWork() {
        let lines = [
            ["/usr/lib/postgresql/15/bin/postgres", "-D", "/d"], ["nginx: worker process"], ["node", "/w/server.js"],
            ["java", "-cp", String(repeating: "/m/some-library.jar:", count: 200), "com.example.Main"],
            ["/srv/unknown"],
        ]
        let facts = lines.map { ProgramFacts(name: "x", executable: nil, arguments: $0) }
        let start = Clock.monotonic()
        var found = 0
        for _ in 0..<200 { for fact in facts where Recognizer.recognize(fact, port: 80) != nil { found += 1 } }
        #expect(found == 800)
        #expect(Clock.monotonic() - start < 2)
    }

    @Test func theRealFilesAreRegularOnes() {
        let files = BoundedFiles()
        #expect(files.text("/dev/null") == nil)
        #expect(files.text("/proc") == nil)
        #expect(files.text("relative") == nil)
        #expect(files.exists("/proc/self"))
        #expect(!files.exists("relative"))
        #expect(files.text("/proc/self/comm") != nil)
    }
}
