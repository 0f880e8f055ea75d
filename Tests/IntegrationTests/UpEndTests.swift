import Foundation
import TestSupport
import Testing

/// How a stack in the foreground ends, whoever ends it.
@Suite("UpTests: the end", .requires("ostia", "python3"))
struct UpEndTests {
    private static let ostia = Installed.ostia ?? ""
    /// The second one needs the first; each says so when it ends.
    private static let polite = """
        name: shop
        services:
          first: { run: "trap 'sleep 0.2; echo ends; exit' TERM; echo begun; while :; do sleep 0.02; done", port: none }
          second:
            run: "trap 'sleep 0.2; echo ends; exit' TERM; echo begun; while :; do sleep 0.02; done"
            port: none
            needs: [first]
        """
    /// What does not want to end: deaf, detached, double-forked.
    private static let hard = """
        name: shop
        services:
          deaf: { run: "trap '' TERM HUP INT; echo begun; while :; do sleep 1; done", port: none, stop: { grace: GRACE } }
          daemon: { run: "(setsid sleep 1000 &); (setsid sh -c 'trap \\"\\" HUP; sleep 1000 & exit' &); sleep 1001", port: none }
        """

    private static func hard(grace: String) -> Harbour { Harbour(hard.replacing("GRACE", with: grace)) }

    private func order(_ stack: Harbour) throws -> String {
        try stack.keptLog("$4 == \"ends\" { print $2 }")
    }

    @Test("one Ctrl-C: in reverse order, with who is left on the screen, and 130")
    func controlC() throws {
        let stack = Harbour(Self.polite)
        let screen = try OnTerminal("\(Self.ostia) up", stack)
        #expect(screen.waitFor("second | begun"))
        screen.type("\u{3}")
        #expect(screen.waitFor("stopping: first"))
        #expect(screen.end() == 130)
        #expect(try order(stack) == "second\nfirst\n")
        #expect(screen.text.contains("0 processes, 0 ports left"))
        #expect(stack.keepers() == [])
    }

    @Test("a second Ctrl-C: at once, and nothing is left")
    func controlCTwice() throws {
        let stack = Self.hard(grace: "100s")
        let screen = try OnTerminal("\(Self.ostia) up", stack)
        #expect(screen.waitFor("deaf   | begun"))
        screen.type("\u{3}")
        #expect(screen.waitFor("deaf (9"), "the countdown")
        // Asked again until it is seen as another one: two at the same moment are one.
        let code = (0..<20).lazy.compactMap { _ -> Int32? in
            screen.type("\u{3}")
            return screen.end(seconds: 1)
        }.first
        #expect(code == 130)
        #expect(stack.keepers() == [])
    }

    @Test("a terminal that is closed: nothing is left")
    func closedTerminal() throws {
        let stack = Self.hard(grace: "1s")
        let screen = try OnTerminal("\(Self.ostia) up", stack)
        #expect(screen.waitFor("deaf   | begun"))
        screen.close()
        #expect(screen.process.wait(seconds: 30) != nil)
        // Its shell is gone at once.
        #expect(eventually(seconds: 20) { stack.keepers() == [] }, "left: \(stack.keepers())")
    }

    @Test("the end of what is typed (Ctrl-D) is the stack's")
    func endOfInput() throws {
        let stack = Harbour(Self.polite)
        let screen = try OnTerminal("\(Self.ostia) up", stack)
        #expect(screen.waitFor("second | begun"))
        screen.type("\u{4}")
        #expect(screen.end() == 130)
        #expect(try order(stack) == "second\nfirst\n")
    }

    @Test("a signal: graceful, also when it comes twice at once", arguments: [SIGINT, SIGTERM, SIGQUIT, SIGHUP])
    func signal(number: Int32) throws {
        let stack = Harbour(Self.polite)
        let up = try PipedUp(stack)
        #expect(up.waitFor("second | begun"))
        // As timeout(1) and npm do.
        kill(up.process.id, number)
        kill(up.process.id, number)
        #expect(up.process.wait(seconds: 30) == 130)
        #expect(try order(stack) == "second\nfirst\n")
        #expect(stack.keepers() == [])
    }

    @Test("standard input from nothing does not end it", arguments: ["</dev/null", "<ostia.yaml", "<&-", "true |"])
    func noInput(input: String) throws {
        let stack = Harbour(Self.polite)
        let command =
            input.hasSuffix("|") ? "\(input) sh -c 'sleep 0.3; exec \(Self.ostia) up'" : "\(Self.ostia) up \(input)"
        let screen = try OnTerminal(command, stack)
        #expect(screen.waitFor("second | begun"))
        usleep(300_000)
        #expect(try stack.service("second")["state"].string == "ready")
        #expect(try stack("down").code == 0)
        #expect(screen.end() == 0)
    }

    @Test("a pipe whose writer goes later ends it")
    func closedInput() throws {
        let stack = Harbour(Self.polite)
        let up = try PipedUp(stack)
        #expect(up.waitFor("second | begun"))
        up.closeInput()
        #expect(up.process.wait(seconds: 30) == 130)
        #expect(try order(stack) == "second\nfirst\n")
    }

    @Test("behind nohup it does not hear of a closed terminal")
    func nohup() throws {
        let stack = Harbour(Self.polite)
        let screen = try OnTerminal("trap '' HUP; \(Self.ostia) up >out 2>&1 </dev/null", stack)
        #expect(eventually { stack.folder.text("out").contains("second | begun") })
        screen.close()
        usleep(300_000)
        #expect(try stack.service("second")["state"].string == "ready")
        #expect(try stack("down").code == 0)
    }
}
