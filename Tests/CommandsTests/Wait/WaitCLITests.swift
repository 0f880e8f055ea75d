import TestSupport
import Testing

/// The built program, with real servers.
@Suite(.requires("ostia", "python3")) struct WaitCLITests {
    private let cli = CLI()

    private func server(_ port: UInt16, _ address: String = "127.0.0.1") throws -> RealProgram {
        try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", address])
    }

    @Test func waitsForAServer() throws {
        let port = Ports.free()
        let server = try server(port, "::1")
        let result = try cli("wait", "localhost:\(port)", "--http", "/", "--timeout", "20s")
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("[::1]:\(port) (python3"))
        #expect(result.output.contains("pid \(server.id)) listens, / answers 200"))
    }

    /// In a network of its own: another test's server would be taken for the one that opened elsewhere.
    @Test(.requires(.root, "ip", "nsenter")) func timesOut() throws {
        let network = try TestNetwork()
        defer { withExtendedLifetime(network) {} }
        let cli = CLI(in: network)
        let port = 3000
        let result = try cli("wait", "\(port)", "--timeout", "100ms")
        #expect(result.code == 4)
        #expect(result.output == "")
        #expect(
            result.error.hasSuffix(
                """
                ostia wait: port \(port) is not ready after 100 ms
                  nothing listens on port \(port): the program has not got that far, has failed, or uses another port
                  next: ostia explain \(port)

                """))
    }

    @Test func quietSaysNothing() throws {
        let result = try cli("wait", "\(Ports.free())", "--timeout", "150ms", "--quiet")
        #expect(result.code == 4)
        #expect(result.output == "" && result.error == "")
    }

    @Test func runsTheCommandInItsPlace() throws {
        let port = Ports.free()
        let server = try server(port)
        try server.waitForPort(port)
        let result = try cli("wait", "\(port)", "--", "sh", "-c", "echo ran; exit 5")
        #expect(result.code == 5)
        #expect(result.output == "ran\n", "the command's own output and nothing else")
        #expect(try cli("wait", "\(port)", "--", "no-such-program-here").code == 127)
        #expect(try cli("wait", "\(port)", "--", "sh", "-c", "kill -PIPE $$").code == 141)
        #expect(try cli("wait", "\(port)", "--", "sh", "-c", "kill -INT $$").code == 130)
    }

    @Test func isInterruptible() throws {
        let ostia = try #require(Installed.ostia)
        let program = try RealProgram(ostia, ["wait", "\(Ports.free())"])
        try program.waitForLog("nothing listens yet")
        program.process.signal(2)
        #expect(program.process.wait(seconds: 5) == 130)
        #expect(program.log.contains("ostia wait: interrupted after"))
    }

    @Test func waitsUntilFree() throws {
        let port = Ports.free()
        let server = try server(port)
        try server.waitForPort(port)
        #expect(try cli("wait", "\(port)", "--free", "--timeout", "100ms").code == 4)
        server.stop()
        let result = try cli("wait", "\(port)", "--free", "--timeout", "5s")
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("port \(port) is free"))
    }

    @Test func doesNotWaitForTheDead() throws {
        let program = try RealProgram("true")
        #expect(program.process.wait(seconds: 10) == 0)
        let result = try cli("wait", "\(Ports.free())", "--owner", "\(program.id)")
        #expect(result.code == 1)
        #expect(result.error.hasPrefix("ostia wait: pid \(program.id) has ended"))
    }

    @Test(arguments: [
        ["wait"], ["wait", "0"], ["wait", "65536"], ["wait", "62893abc"], ["wait", "[::1"], ["wait", "1.2.3"],
        ["wait", "localhost:"], ["wait", "nobody.invalid:80"], ["wait", "http://localhost/"], ["wait", "-1"],
        ["wait", "3000", "--timeout", "soon"], ["wait", "3000", "--status", "20"], ["wait", "3000", "--owner", "0"],
        ["wait", "3000", "--free", "--http", "/"], ["wait", "3000", "--json", "--", "true"],
    ])
    func badInput(_ arguments: [String]) throws {
        let result = try cli.run(arguments)
        #expect(result.code == 2)
        #expect(result.output == "")
        #expect(!result.error.isEmpty)
    }

    @Test func httpsSaysWhatIsNotChecked() throws {
        let port = Ports.free()
        let server = try server(port)
        try server.waitForPort(port)
        let result = try cli("wait", "https://localhost:\(port)/")
        #expect(result.code == 0)
        #expect(result.error.hasPrefix("ostia: https://localhost:\(port)/: only that it listens is checked, not TLS\n"))
    }

    @Test func json() throws {
        let port = Ports.free()
        let server = try server(port)
        try server.waitForPort(port)
        let answer = try cli("wait", "\(port)", "--json").json()
        #expect(answer["schema"].string == "ostia/wait/1")
        #expect(answer["ready"].bool == true)
        #expect(answer["targets"][0]["process"]["pid"].int == Int(server.id))
    }
}
