import Endpoints
import LinuxKernel
import Ports
import TestSupport
import Testing

/// With real servers on this machine.
@Suite(.requires("python3")) struct LiveWaitingTests {
    private func world() -> LiveWaitingWorld {
        LiveWaitingWorld(.live()) { seconds in
            Clock.sleep(seconds)
            return false
        }
    }

    @Test func waitsForARealServerAndItsAnswer() throws {
        let port = TestSupport.Ports.free()
        let target = WaitTarget(
            text: "localhost:\(port)", port: port, addresses: [.loopbackV4, .loopbackV6],
            http: HTTPExpectation(host: "localhost:\(port)", path: "/"))
        let server = try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", "::1"])
        var waiter = Waiter([target], WaitOptions(timeout: 20), world: world())
        let outcome = try waiter.run()
        guard case .answered(let socket, 200) = outcome.trackers[0].state else {
            Issue.record("\(outcome.trackers[0].state)")
            return
        }
        #expect(socket.endpoint == Endpoint(.tcp, .loopbackV6, port))
        #expect(socket.process?.pid == server.id)
    }

    @Test func findsAServerBelowAShell() throws {
        let port = TestSupport.Ports.free()
        let python = try #require(Installed.python)
        let shell = try RealProgram(
            "sh", ["-c", "\(python) -m http.server \(port) --bind 127.0.0.1 & wait"])
        let target = WaitTarget(text: "\(port)", port: port, addresses: [.loopbackV4])
        var waiter = Waiter([target], WaitOptions(owner: shell.id, timeout: 20), world: world())
        #expect(try waiter.run().end == .ready)
        let live = world()
        #expect(!live.isInTree(CurrentProcess.id, of: shell.id))
        #expect(live.isInTree(shell.id, of: CurrentProcess.id))
    }

    @Test func seesAFullQueue() throws {
        let port = TestSupport.Ports.free()
        let script = """
            import socket, time
            s = socket.socket(); s.bind(('127.0.0.1', \(port))); s.listen(0)
            c = []
            for i in range(3):
                k = socket.socket(); k.setblocking(False); k.connect_ex(('127.0.0.1', \(port))); c.append(k)
            print('ready', flush=True)
            time.sleep(60)
            """
        let server = try RealProgram("python3", ["-c", script])
        try server.waitForLog("ready")
        let target = WaitTarget(text: "\(port)", port: port, addresses: [.loopbackV4])
        var waiter = Waiter([target], WaitOptions(timeout: 0.3), world: world())
        #expect(try waiter.run().guess?.code == "not-accepting")
    }
}
