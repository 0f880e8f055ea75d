import Testing

@testable import Inventory

@Suite struct ForwardTests {
    @Test(arguments: [
        ("5432:db:5432", "5432", "db:5432"),
        ("127.0.0.1:5432:db:5432", "5432", "db:5432"),
        ("*:5432:db:5432", "5432", "db:5432"),
        ("[::1]:5432:[fd00::2]:5433", "5432", "[fd00::2]:5433"),
        ("9000:/run/app.sock", "9000", "/run/app.sock"),
        ("localhost:9000:/run/app.sock", "9000", "/run/app.sock"),
        ("/tmp/in.sock:db:5432", "/tmp/in.sock", "db:5432"),
        ("/tmp/in.sock:/run/out.sock", "/tmp/in.sock", "/run/out.sock"),
        ("", "", ""), (":", "", ""), ("a:b:c:d:e", "a:b:c:d:e", ""),
    ])
    func local(_ text: String, _ listen: String, _ target: String) {
        let forward = SecureShell.Forward(.local, text)
        #expect(forward.listen == listen)
        #expect(forward.target == target)
    }

    @Test(arguments: [
        ("8080:localhost:3000", "8080", "localhost:3000"), ("0.0.0.0:8080:localhost:3000", "8080", "localhost:3000"),
        ("8080", "8080", ""), ("localhost:8080", "8080", ""), ("8080:/run/app.sock", "8080", "/run/app.sock"),
    ])
    func remote(_ text: String, _ listen: String, _ target: String) {
        let forward = SecureShell.Forward(.remote, text)
        #expect(forward.listen == listen)
        #expect(forward.target == target)
    }

    @Test func dynamic() {
        #expect(SecureShell.Forward(.dynamic, "1080").listen == "1080")
        #expect(SecureShell.Forward(.dynamic, "127.0.0.1:1080").listen == "1080")
        #expect(SecureShell.Forward(.dynamic, "[::1]:1080").listen == "1080")
    }

    @Test func optionsOfTheConfigurationKind() {
        let (forwards, destination) = SecureShell.parse([
            "-o", "LocalForward 5432 db:5432", "-oDynamicForward=1080", "-o", "StrictHostKeyChecking=no", "-vvT",
            "bastion",
            "-L", "1:a:1", "sleep", "-L", "2:b:2",
        ])
        #expect(destination == "bastion")
        #expect(forwards.map(\.listen) == ["5432", "1080", "1"])
        #expect(forwards.map(\.target) == ["db:5432", "", "a:1"])
    }
}

@Suite struct InvocationTests {
    private func invocation(_ words: [String]) -> Invocation {
        Invocation(ProgramFacts(name: "x", arguments: ["x"] + words, workingDirectory: "/w"), port: nil)
    }

    @Test func valuesOfOptions() {
        #expect(invocation(["--port", "80"]).value("--port") == "80")
        #expect(invocation(["--port=80"]).value("--port", "-p") == "80")
        #expect(invocation(["-p80"]).value("--port", "-p") == "80")
        #expect(invocation(["-p", "80", "-p", "81"]).value("-p") == "80")
        #expect(invocation(["--portal=80"]).value("--port") == nil)
        #expect(invocation(["--port"]).value("--port") == nil)
        #expect(invocation(["--port="]).value("--port") == "")
        #expect(invocation(["port", "80"]).value("port") == nil)
    }

    @Test func flags() {
        #expect(invocation(["--dev"]).has("--dev"))
        #expect(invocation(["--dev=1"]).has("--dev"))
        #expect(!invocation(["--devel"]).has("--dev"))
    }

    @Test func positionals() {
        #expect(invocation(["-p", "80", "run", "--x", "a"]).positionals(["-p"]) == ["run", "a"])
        #expect(invocation(["--", "-p", "80"]).positionals(["-p"]) == ["-p", "80"])
        #expect(invocation(["-"]).positionals() == ["-"])
        #expect(invocation(["", "a"]).positionals() == ["a"])
    }

    @Test func pathsAreSeenFromTheWorkingDirectory() {
        #expect(invocation([]).path("a/../b.js") == "/w/b.js")
        #expect(invocation([]).path("/x//y") == "/x/y")
    }

    @Test func aTitleIsToldFromAPathWithSpaces() {
        func title(_ first: String, _ executable: String?) -> String? {
            Invocation(ProgramFacts(name: "x", executable: executable, arguments: [first, "", ""]), port: nil).title
        }
        #expect(title("nginx: worker process", "/usr/sbin/nginx") == "nginx: worker process")
        #expect(title("/opt/My App/run", "/opt/My App/run") == nil)
        #expect(title("/opt/My App/run --x", "/opt/My App/run") == nil)
        #expect(title("/opt/chrome/chrome --type=gpu", "/opt/chrome/chrome") == "/opt/chrome/chrome --type=gpu")
        #expect(title("nginx", "/usr/sbin/nginx") == nil)
    }

    @Test(arguments: [
        ("vite", ["vite"]), ("cd web && vite --port 1", ["vite", "--port", "1"]), ("A=1 B=2 exec vite", ["vite"]),
        ("vite > log 2>&1", ["vite"]), ("vite | tee log", ["vite"]), ("'vite' \"--x\"", ["vite", "--x"]), ("", []),
    ])
    func theCommandOfAShell(_ text: String, _ words: [String]) {
        #expect(Array(Wrappers.words(ofCommand: text)) == words)
    }

    @Test(arguments: [
        ("python3.11", "python"), ("php-fpm8.2", "php-fpm"), ("node", "node"), ("7", ""), ("lua5.4", "lua"),
        ("a-1.2", "a"),
    ])
    func versions(_ name: String, _ stem: String) { #expect(RuleTable.withoutVersion(name) == stem) }
}
