import LinuxKernel
import Supervision
import TestSupport
import Testing

/// A service that forks for two seconds as fast as it can, each child in a session of its own, and that ignores SIGTERM.
@Suite(.serialized, .requires("python3")) struct ForkBombTests {
    @Test(arguments: [0, 0.5, 1.5]) func aForkBombIsCaught(after seconds: Double) throws {
        let stack = try GuardedStack()
        let bomb = stack.folder.write("bomb.py", Self.bomb)
        let python = try #require(Installed.python)
        let service = try stack.start([python, bomb], grace: 0.1)
        _ = try stack.text("ready")
        // The moment in the bomb's life is the subject here.
        Clock.sleep(seconds)
        try stack.client.stop(service.id)
        try stack.awaitEmptied(service, seconds: 60)
        #expect(descendants(of: stack.client.processID) == [])
    }

    @Test func aForkBombEndsWithTheSupervisor() throws {
        let stack = try GuardedStack()
        let bomb = stack.folder.write("bomb.py", Self.bomb)
        let python = try #require(Installed.python)
        try stack.start([python, bomb], grace: 0.1)
        _ = try stack.text("ready")
        stack.client.close()
        #expect(stack.client.waitForEnd(seconds: 15))
        #expect(stack.leftovers(within: 0) == [])
    }

    private static let bomb = """
        import os, signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        end = time.monotonic() + 2
        open("ready", "w").write("\\n")
        while time.monotonic() < end:
            if os.fork() == 0:
                os.setsid()
            else:
                time.sleep(1000)
        time.sleep(1000)
        """
}
