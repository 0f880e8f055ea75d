import Foundation
import TestSupport
import Testing

/// `ostia attach` on a terminal, and what becomes of that terminal.
@Suite("UpTests: attached", .requires("ostia", "python3"))
struct UpAttachTests {
    private static let stack = """
        name: shop
        services:
          shell:
            tty: true
            port: none
            restart: never
            run: |
              exec python3 -uc "
              import signal, sys
              signal.signal(signal.SIGINT, lambda *_: print('got INT'))
              print('begun')
              for line in iter(sys.stdin.readline, ''): print('heard', line.strip())
              print('over')"
          plain:
            port: none
            restart: never
            run: "echo begun; while read -r line; do echo \\"heard $line\\"; done; echo over"
        """

    /// The terminal's modes are written down before and after.
    private func attached(_ service: String, _ stack: Harbour) throws -> OnTerminal {
        try #require(try stack("up", "--wait").code == 0)
        let screen = try OnTerminal(
            "stty -g >before; \(Installed.ostia ?? "") attach \(service); echo $? >code; stty -g >after", stack)
        #expect(screen.waitFor("attached to \(service)"))
        return screen
    }

    private func checkModes(_ stack: Harbour) {
        #expect(stack.folder.text("before") == stack.folder.text("after") && !stack.folder.text("before").isEmpty)
    }

    @Test("typed lines reach the service, Ctrl-C does, and the keys that leave leave")
    func keys() throws {
        let stack = Harbour(Self.stack)
        let screen = try attached("shell", stack)
        screen.type("hello\r")
        #expect(screen.waitFor("heard hello\r\n"))
        screen.type("\u{3}")
        #expect(screen.waitFor("got INT"))
        screen.type("\u{10}\u{11}")
        #expect(screen.end() == 0)
        checkModes(stack)
        #expect(stack.folder.text("code") == "0\n")
        #expect(try stack.service("shell")["state"].string == "ready")
    }

    @Test("a question that ends in no newline is seen")
    func question() throws {
        let stack = Harbour(
            """
            name: shop
            services:
              ask: { tty: true, port: none, run: "printf 'your name? '; read -r name; printf 'hello %s, again? ' $name; cat" }
            """)
        let screen = try attached("ask", stack)
        #expect(screen.waitFor("your name? "))
        screen.type("anna\r")
        #expect(screen.waitFor("hello anna, again? "))
        screen.type("\u{10}\u{11}")
        #expect(screen.end() == 0)
    }

    @Test("a service without a terminal hears whole lines, and Ctrl-C leaves it alone")
    func plain() throws {
        let stack = Harbour(Self.stack)
        let screen = try attached("plain", stack)
        screen.type("hullo\u{7f}\u{7f}\u{7f}\u{7f}ello\r")
        #expect(screen.waitFor("heard hello\r\n"))
        screen.type("\u{3}")
        #expect(screen.end() != nil)
        #expect(try stack.service("plain")["state"].string == "ready")
    }

    @Test("the end of the service ends it, with its last line")
    func serviceEnds() throws {
        let stack = Harbour(Self.stack)
        let screen = try attached("shell", stack)
        screen.type("\u{4}")
        #expect(screen.end() == 0)
        #expect(screen.text.contains("over\r\n") && screen.text.contains("shell has ended"), "\(screen.text)")
        checkModes(stack)
    }

    @Test("a signal leaves the terminal as it was", arguments: ["TERM", "INT", "HUP"])
    func signal(name: String) throws {
        let stack = Harbour(Self.stack)
        let screen = try attached("shell", stack)
        _ = try Command.run("pkill", ["-\(name)", "-s", "\(screen.process.id)", "-f", "attach shell$"])
        #expect(screen.end() == 0)
        checkModes(stack)
        #expect(stack.folder.text("code") == "130\n")
    }
}
