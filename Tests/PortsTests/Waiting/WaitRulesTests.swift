import Endpoints
import LinuxKernel
import Ports
import TestSupport
import Testing

@Suite struct WaitRulesTests {
    private let both = WaitTarget(text: "3000", port: 3000, addresses: [.loopbackV4, .loopbackV6], isBarePort: true)
    private let v4 = WaitTarget(text: "127.0.0.1:3000", port: 3000, addresses: [.loopbackV4])

    private func summary(_ address: String, _ inode: UInt32) throws -> SocketSummary {
        SocketSummary(
            Endpoint(.tcp, try #require(IPAddress(address)), 3000), identity: UInt64(inode), inode: inode)
    }

    @Test func nothing() { #expect(WaitRules.listening([], both) == .nothing) }

    @Test func exactBeforeWildcard() throws {
        let rows = [SocketRow.listener("0.0.0.0", 3000, inode: 1), .listener("127.0.0.1", 3000, inode: 2)]
        #expect(try WaitRules.listening(rows, v4) == .listening(summary("127.0.0.1", 2)))
    }

    @Test func elsewhereNamesAll() throws {
        let rows = [SocketRow.listener("::1", 3000, inode: 1), .listener("10.0.0.1", 3000, inode: 2)]
        #expect(try WaitRules.listening(rows, v4) == .elsewhere([summary("::1", 1), summary("10.0.0.1", 2)]))
    }

    @Test func oneOfSeveralThatAcceptsIsEnough() throws {
        let rows = [
            SocketRow.listener("127.0.0.1", 3000, inode: 1, queue: 200, longest: 128),
            .listener("127.0.0.1", 3000, inode: 2, queue: 0, longest: 128),
        ]
        #expect(try WaitRules.listening(rows, v4) == .listening(summary("127.0.0.1", 2)))
        #expect(try WaitRules.listening([rows[0]], v4) == .notAccepting(summary("127.0.0.1", 1)))
    }

    @Test func ownersFilter() throws {
        let rows = [SocketRow.listener("127.0.0.1", 3000, inode: 1), .listener("::1", 3000, inode: 2)]
        #expect(try WaitRules.listening(rows, both, isOwned: { $0.inode == 2 }) == .listening(summary("::1", 2)))
        #expect(
            try WaitRules.listening(rows, both, isOwned: { _ in false }) == .notOwned(summary("127.0.0.1", 1)))
    }

    @Test func theInodeStandsInForAMissingCookie() {
        #expect(WaitRules.identity(.listener("::1", 1, inode: 5, cookie: 9)) == 9)
        #expect(WaitRules.identity(.listener("::1", 1, inode: 5, cookie: 0)) == 5)
    }

    @Test func whereToAsk() {
        let rows = [SocketRow.listener("::", 3000, inode: 1, v6Only: true)]
        #expect(WaitRules.addresses(toTry: rows, both) == [Endpoint(.tcp, .loopbackV6, 3000)])
        let dual = [SocketRow.listener("::", 3000, inode: 1, v6Only: false)]
        #expect(
            WaitRules.addresses(toTry: dual, both)
                == [Endpoint(.tcp, .loopbackV4, 3000), Endpoint(.tcp, .loopbackV6, 3000)])
        #expect(WaitRules.addresses(toTry: [], both) == [])
    }

    @Test func occupants() {
        let rows = [SocketRow.listener("10.0.0.1", 3000, inode: 1), .listener("127.0.0.1", 3000, inode: 2)]
        #expect(WaitRules.occupants(rows, of: both).map(\.inode) == [1, 2])
        #expect(WaitRules.occupants(rows, of: v4).map(\.inode) == [2])
    }
}

@Suite struct WaitTrackerTests {
    private let target = WaitTarget(text: "3000", port: 3000, addresses: [.loopbackV4], isBarePort: true)
    private func socket(_ identity: UInt64) -> SocketSummary {
        SocketSummary(Endpoint(.tcp, .loopbackV4, 3000), identity: identity)
    }

    @Test func tellsChanges() {
        var tracker = WaitTracker(target)
        let changes = [
            tracker.observe(.nothing, at: 0), tracker.observe(.listening(socket(1)), at: 1),
            tracker.observe(.listening(socket(1)), at: 2),
        ]
        #expect(changes == [false, true, false])
        #expect(tracker.goodSince == 1)
    }

    @Test func countsSetbacks() {
        var tracker = WaitTracker(target, stable: 2)
        tracker.observe(.listening(socket(1)), at: 0)
        #expect(!tracker.isReady(at: 1.9))
        tracker.observe(.nothing, at: 1.9)
        #expect(tracker.setbacks == 1)
        #expect(tracker.goodSince == nil)
        tracker.observe(.listening(socket(2)), at: 2)
        tracker.observe(.listening(socket(3)), at: 3)
        #expect(tracker.setbacks == 2)
        #expect(!tracker.isReady(at: 4.9))
        #expect(tracker.isReady(at: 5))
    }

    @Test func anAnswerOnTheSameSocketGoesOn() {
        var tracker = WaitTracker(target, stable: 2)
        tracker.observe(.answered(socket(1), status: 200), at: 0)
        tracker.observe(.answered(socket(1), status: 204), at: 1)
        #expect(tracker.goodSince == 0)
        tracker.observe(.unanswered(socket(1), .status(503)), at: 1.5)
        #expect(tracker.goodSince == nil)
    }

    @Test(arguments: [
        (WaitState.nothing, false), (.free, true), (.unbindable(98), false), (.elsewhere([]), false),
    ])
    func whatIsGood(_ state: WaitState, _ good: Bool) {
        var tracker = WaitTracker(target)
        tracker.observe(state, at: 0)
        #expect(tracker.isReady(at: 0) == good)
    }
}

@Suite struct WaitGuessTests {
    private let socket = SocketSummary(
        Endpoint(.tcp, .loopbackV4, 3000), identity: 1, process: ProcessLabel(pid: 8, name: "node"))

    private func guess(_ state: WaitState, http: HTTPExpectation? = nil, owner: Int32? = nil) -> WaitGuess {
        var tracker = WaitTracker(
            WaitTarget(
                text: "localhost:3000", port: 3000, addresses: [.loopbackV4, .loopbackV6], http: http))
        tracker.observe(state, at: 0)
        return WaitGuess(tracker, owner: owner)
    }

    @Test(arguments: [
        (
            HTTPAnswer.silent, "http-silent",
            "127.0.0.1:3000 (node, pid 8) listens, and /health gets no answer"
        ),
        (.closed, "http-silent", "127.0.0.1:3000 (node, pid 8) listens, and /health is closed without an answer"),
        (
            .notHTTP, "not-http",
            "127.0.0.1:3000 (node, pid 8) listens and speaks something else than HTTP (TLS wants https)"
        ),
        (
            .status(404), "http-status",
            "127.0.0.1:3000 (node, pid 8) listens, and /health answers 404 where 2xx,3xx was asked for"
        ),
    ])
    func answers(_ answer: HTTPAnswer, _ code: String, _ message: String) {
        let http = HTTPExpectation(host: "localhost:3000", path: "/health")
        #expect(guess(.unanswered(socket, answer), http: http) == WaitGuess(code, message, next: "ostia who 3000"))
    }

    @Test func otherAddress() {
        let lan = SocketSummary(Endpoint(.tcp, .v4(IPv4Address(192, 168, 1, 4)), 3000), identity: 2)
        let guess = guess(.elsewhere([lan]))
        #expect(guess.code == "other-address")
        #expect(
            guess.message
                == "it listens only on 192.168.1.4:3000, another address than the 127.0.0.1 or ::1 asked for")
        #expect(guess.next == "ostia explain localhost:3000")
    }

    @Test func notAccepting() {
        #expect(
            guess(.notAccepting(socket)).message
                == "127.0.0.1:3000 (node, pid 8) listens and does not accept: its queue of waiting connections is "
                + "full; the program hangs, or is stopped in a debugger")
    }

    @Test func anUnseenHolder() {
        let hidden = SocketSummary(Endpoint(.tcp, .loopbackV4, 3000), identity: 1)
        #expect(
            guess(.notOwned(hidden), owner: 5).message
                == "127.0.0.1:3000 is held by a process that cannot be seen from here and not by pid 5 or its children")
    }

    @Test func stillBound() {
        #expect(guess(.unbindable(98)).next == "ostia ls --bound 3000")
    }
}
