import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import EngineCommands

/// The sockets that a command and its children were seen to use, on a machine of the test's making.
@Suite struct SocketTrailTests {
    private func machine(_ rows: [SocketRow]) -> FakeHost {
        let host = FakeHost(rows)
        host.add(100, "npm", sockets: [3: 1])
        host.add(101, "node", parent: 100, sockets: [3: 2, 4: 3])
        host.add(102, "esbuild", parent: 101, sockets: [7: 4])
        host.add(200, "postgres", sockets: [3: 9])
        return host
    }

    private func trail(_ rows: [SocketRow], root: Int32 = 100) -> SocketTrail {
        var trail = SocketTrail(root: root)
        // The host's files go with it.
        let host = machine(rows)
        withExtendedLifetime(host) { trail.look(host.machine) }
        return trail
    }

    @Test func itsOwnListenersAndThoseOfItsChildrenCount() {
        let trail = trail([
            .listener("127.0.0.1", 3000, inode: 1), .listener("::1", 3001, inode: 4),
            .listener("127.0.0.1", 5432, inode: 9),
        ])
        #expect(Set(trail.listeners.map(\.port)) == [3000, 3001])
        #expect(trail.attempts == [])
    }

    @Test func aConnectWithoutAnAnswerIsAnAttempt() {
        let trail = trail([
            .connection(("127.0.0.1", 40000), ("127.0.0.1", 5432), inode: 2, state: .synSent),
            .connection(("127.0.0.1", 40001), ("127.0.0.1", 5433), inode: 3, state: .established),
            .connection(("127.0.0.1", 40002), ("127.0.0.1", 5434), inode: 9, state: .synSent),
        ])
        #expect(trail.attempts.map(\.port) == [5432])
        #expect(trail.suspect(for: .use)?.port == 5432)
        #expect(trail.suspect(for: .bind) == nil)
    }

    @Test func aComplaintOfABindIsAboutAListener() {
        let trail = trail([
            .listener("127.0.0.1", 3000, inode: 1),
            .connection(("127.0.0.1", 40000), ("127.0.0.1", 5432), inode: 2, state: .synSent),
        ])
        #expect(trail.suspect(for: .bind)?.port == 3000)
        #expect(trail.suspect(for: .use)?.port == 5432)
    }

    @Test func withoutAnAttemptItsListenerIsMeant() {
        #expect(trail([.listener("127.0.0.1", 3000, inode: 1)]).suspect(for: .use)?.port == 3000)
        #expect(trail([]).suspect(for: .use) == nil)
    }

    @Test func whatWasSeenOnceIsRememberedAndNotRepeated() {
        var trail = SocketTrail(root: 100)
        let host = machine([.listener("127.0.0.1", 3000, inode: 1)])
        trail.look(host.machine)
        #expect(trail.listeners.map(\.port) == [3000])
        // A look is not repeated within a tenth of a second: whether the second one happens or not, it adds nothing.
        trail.look(host.machine)
        #expect(trail.listeners.map(\.port) == [3000])
    }

    @Test func aTreeWithoutSocketsAndARootThatIsGoneAreNothing() {
        #expect(trail([.listener("127.0.0.1", 3000, inode: 55)]).listeners == [])
        #expect(trail([.listener("127.0.0.1", 3000, inode: 1)], root: 4242).listeners == [])
    }

    @Test func aTableThatCannotBeReadIsNothing() {
        let host = machine([.listener("127.0.0.1", 3000, inode: 1)])
        host.failure = SystemError("socket", "netlink", code: 1)
        var trail = SocketTrail(root: 100)
        trail.look(host.machine)
        #expect(trail.listeners == [] && trail.attempts == [])
    }
}
