import Foundation
import TestSupport
import Testing

/// What services write reaches the log and whoever looks, whatever they write and however they end.
@Suite("UpTests: output is kept", .requires("ostia", "python3"))
struct UpOutputTests {
    @Test(
        "to the last line",
        arguments: [
            ("printf 'first\\nlast\\n'; exit 0", ["first", "last"]),
            ("printf 'first\\nno newline'; exit 3", ["first", "no newline"]),
            ("printf 'out'; printf 'err' >&2; kill -KILL $$$$", ["err", "out"]),
            // Asked to end after its parent's death, it still has something to say.
            (
                "(trap 'echo grandchild ends; exit' TERM; echo grandchild; while :; do sleep 0.05; done) & sleep 0.5",
                ["grandchild", "grandchild ends"]
            ),
            (
                "(trap 'printf grandchild; exit' TERM; echo > begun; while :; do sleep 0.05; done) & "
                    + "while ! test -e begun; do sleep 0.02; done; exec sh -c 'printf parent; exit 1'",
                ["grandchild", "parent"]
            ),
        ])
    func lastWords(command: String, expected: [String]) throws {
        let stack = Harbour(Self.stack(["speaker": command]))
        let up = try PipedUp(stack)
        let shown = String(decoding: up.rest(seconds: 60), as: UTF8.self)
        #expect(up.process.wait(seconds: 30) != nil)
        let kept = try Self.said(stack)
        // Two processes at once on one stream: the parts of an unfinished line may have come together.
        #expect(kept.sorted() == expected || expected.contains("parent") && kept == ["parentgrandchild"], "\(kept)")
        for line in kept { #expect(shown.contains("speaker | \(line)\n")) }
    }

    @Test("of one that is asked to end")
    func lastWordsAtTheEnd() throws {
        let stack = Harbour(
            Self.stack(["speaker": "trap 'sleep 0.2; printf bye; exit 0' TERM; echo up; while :; do sleep 0.05; done"]))
        let up = try PipedUp(stack)
        #expect(up.waitFor("speaker | up\n"))
        up.process.signal(SIGINT)
        #expect(String(decoding: up.rest(seconds: 30), as: UTF8.self).contains("speaker | bye\n"))
        #expect(up.process.wait(seconds: 30) == 130)
        #expect(try Self.said(stack) == ["up", "bye"])
    }

    @Test("in a line of 10 MB")
    func longLine() throws {
        let stack = Harbour(Self.stack(["speaker": "python3 -c \"print('x' * 10000000); print('after')\""]))
        let up = try PipedUp(stack)
        let shown = up.rest(seconds: 60).split(separator: 10)
        let line = Data(repeating: UInt8(ascii: "x"), count: 10_000_000)
        #expect(shown.contains { $0.suffix(10_000_001) == Data(" ".utf8) + line })
        let kept = try stack.kept(of: "speaker").map(\.text)
        #expect(kept.count == 2 && kept.first == line && kept.last == Data("after".utf8))
    }

    @Test("with bytes that are no text")
    func bytes() throws {
        let text: [UInt8] = Array("a".utf8) + [0xFF, 0x00, 0x62, 0x1B] + Array("[2Jc\u{9b}31m ".utf8) + [0xC3]
        let octal = text.map { "\\" + String($0, radix: 8).leftPadded }.joined()
        let stack = Harbour(Self.stack(["speaker": "printf '\(octal)\\n'"]))
        let up = try PipedUp(stack)
        let shown = up.rest(seconds: 60)
        #expect(shown.range(of: Data("speaker | ".utf8) + Data(text) + [10]) != nil)
        #expect(try stack.kept(of: "speaker").map(\.text) == [Data(text)])
        // Whoever sees it on a terminal sees what it was, and his terminal acts on none of it.
        let screen = try OnTerminal("\(Installed.ostia ?? "") logs", stack)
        #expect(screen.end() == 0)
        #expect(screen.text.contains(#"a\xff\x00b\e[2Jc\x9b31m \xc3"#), "\(screen.text)")
    }

    private static func said(_ stack: Harbour) throws -> [String] {
        // A shell tells of its child that got the signal, too.
        try stack.kept(of: "speaker").map { String(decoding: $0.text, as: UTF8.self) }.filter { $0 != "Terminated" }
    }

    @Test("of a service with a terminal, which cannot spoil ours")
    func terminalEscapes() throws {
        let wild = [
            #"\033[2J\033[1;1Hcleared\n"#, #"\033]0;title\007\033[?1049hswapped\n"#, #"\033[5A\033Mup\b\b\n"#,
            #"10%%\r20%%\rdone\n"#, #"\033[31mred\n"#, #"\033c\0337\033(0reset\n"#, #"tail\033["#,
        ]
        let stack = Harbour(Self.stack(["speaker": "printf '\(wild.joined())'"], "restart: never, tty: true"))
        let screen = try OnTerminal("\(Installed.ostia ?? "") up --color always", stack)
        #expect(screen.end(seconds: 60) == 0)
        for line in ["cleared", "swapped", "up", "done", "red", "reset", "tail"] {
            #expect(screen.text.contains(line), "\(line) was not shown")
        }
        #expect(!screen.text.contains("20%"))
        // What is left for our terminal to act on: colours, each ended on its line, and the erasing of our own line.
        var rest = screen.text.replacing("\r\u{1B}[K", with: "")
        rest = rest.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(!rest.contains("\u{1B}") && !rest.contains("\u{8}") && !rest.contains("\u{7}"), "\(rest)")
        let red = screen.text.split(separator: "\r\n").first { $0.contains("\u{1B}[31mred") } ?? ""
        #expect(red.hasSuffix("red\u{1B}[0m"), "\(red)")
    }

    static func stack(_ services: KeyValuePairs<String, String>, _ more: String = "restart: never") -> String {
        services.reduce(into: "name: shop\nservices:\n") { text, service in
            let (name, command) = service
            let quoted = command.replacingOccurrences(of: "'", with: "''")
            text += "  \(name): { run: '\(quoted)', port: none, \(more) }\n"
        }
    }
}

extension Data {
    fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}

extension String {
    fileprivate var leftPadded: String { String(repeating: "0", count: max(0, 3 - count)) + self }
}

/// Much output, and readers that are slow or gone.
@Suite("UpTests: output under pressure", .requires("ostia", "python3"))
struct UpPressureTests {
    /// 100 MB as fast as it goes, a million lines of 100 bytes.
    private static let flood = """
        python3 -c "
        import os
        for i in range(1000): os.write(1, b''.join(b'%099d\\n' % n for n in range(i * 1000, i * 1000 + 1000)))
        open('flooded', 'w')
        import time
        time.sleep(1000)"
        """
    private static let tick = """
        python3 -uc "
        import time
        while True: print(time.time() % 86400); time.sleep(0.05)"
        """

    @Test("a flood of 100 MB costs no memory, no line and no neighbour's time")
    func flood() throws {
        let stack = Harbour(Self.stack(["flood": Self.flood, "ticks": Self.tick]))
        #expect(try stack("up", "--detach").code == 0)
        let before = try memory(of: stack.supervisor())
        #expect(eventually(seconds: 120) { FileManager.default.fileExists(atPath: stack.folder("flooded")) })
        let peak = try memory(of: stack.supervisor())
        #expect(peak - before < 32 << 10, "\(before) kB became \(peak) kB")
        #expect(try stack("down").output == "0 processes, 0 ports left\n")

        // By awk, which has read a million lines before a debug build has begun.
        let check = "$2 == \"flood\" && $3 == \"|\" { if ($4 + 0 != n++ || length($4) != 99) wrong++ }"
        #expect(try stack.keptLog("\(check) END { print n, wrong + 0 }") == "1000000 0\n")
        let delays = try stack.kept(of: "ticks").compactMap { line in
            Double(String(decoding: line.text, as: UTF8.self)).map { line.time - $0 }
        }
        // Two days meet at midnight.
        let longest = delays.filter { abs($0) < 40_000 }.max() ?? 100
        #expect(longest < 5, "a line was read \(longest) s after it was written")
    }

    @Test("ten services that write at once: whole lines, in order, all of them")
    func many() throws {
        let names = (0..<10).map { "service\($0)" }
        let services = names.map { "  \($0): { run: 'seq -f \"\($0) %06.0f of 20000\" 20000', port: none }\n" }
        let stack = Harbour("name: shop\nservices:\n\(services.joined())")
        let up = try PipedUp(stack)
        let shown = up.rest(seconds: 120)
        #expect(up.process.wait(seconds: 30) == 0)
        // `15:53:30 service1 | service1 000042 of 20000`
        let file = stack.folder("shown")
        try shown.write(to: URL(fileURLWithPath: file))
        let check = """
            $3 == "|" { n++; if (NF != 7 || $2 != $4 || $5 + 0 != ++next_of[$2] || $7 != "20000") print }
            END { print n }
            """
        #expect(try Command.succeed("awk", [check, file]) == "200000\n")
    }

    @Test("a reader that stands still stops nobody and misses nothing")
    func slowReader() throws {
        let stack = Harbour(
            Self.stack(["fast": "seq -f '%0100.0f' 50000; echo > done; exec sleep 1000"]))
        let up = try PipedUp(stack)
        // 5 MB, and a pipe takes 64 kB of them.
        #expect(eventually(seconds: 60) { FileManager.default.fileExists(atPath: stack.folder("done")) })
        #expect(
            eventually { (try? stack.keptLog("$2 == \"fast\" && $3 == \"|\" { n++ } END { print n }")) == "50000\n" })
        #expect(try stack("down").output == "0 processes, 0 ports left\n")
        // Its screen is still to be read; the work tree is free all the same.
        let next = try stack("up", "--detach")
        #expect(next.code == 0 && !next.error.contains("runs already"), "\(next.error)")
        let shown = up.rest(seconds: 60).split(separator: 10)
        #expect(shown.count { $0.count > 100 } == 50000)
        #expect(shown.last?.hasSuffix("0 processes, 0 ports left") == true)
        #expect(up.process.wait(seconds: 30) == 0)
        #expect(try stack("ps").code == 0, "the next one is not touched by the end of the first")
    }

    @Test("a reader that goes ends the stack", arguments: ["echo a line; ", ""])
    func closedReader(first: String) throws {
        let stack = Harbour(
            Self.stack([
                "speaker": "trap 'echo > ended; exit' TERM; \(first)echo > begun; while :; do sleep 0.05; done"
            ]))
        let up = try PipedUp(stack)
        #expect(up.waitFor("* ready after"))
        #expect(eventually { FileManager.default.fileExists(atPath: stack.folder("begun")) })
        up.closeReader()
        #expect(up.process.wait(seconds: 30) == 0)
        #expect(FileManager.default.fileExists(atPath: stack.folder("ended")), "it was not asked to end")
        #expect(stack.processes() == [])
    }

    @Test("a file that cannot be written is no reader that goes")
    func fullReader() throws {
        let stack = Harbour(Self.stack(["speaker": "echo a line; exec sleep 1000"]))
        let up = try OnTerminal("\(Installed.ostia ?? "") up > /dev/full", stack)
        #expect(eventually { (try? stack("ps").output.contains("ready")) == true })
        #expect(try stack("logs").output.contains("| a line\n"))
        usleep(300_000)
        #expect(try stack("ps").code == 0)
        #expect(try stack("down").code == 0)
        #expect(up.end() == 0)
    }

    @Test("a process that holds on to the output does not keep its service from ending")
    func heldPipe() throws {
        // Deaf to TERM, in a session of its own, with the pipe of its dead parent.
        let stack = Harbour(
            """
            name: shop
            services:
              holder:
                port: none
                restart: never
                stop: { grace: 1s }
                run: "(trap '' TERM; exec setsid sleep 1000) & echo gone"
              other: { run: exec sleep 1000, port: none }
            """)
        #expect(try stack("up", "--detach").code == 0)
        #expect(eventually(seconds: 15) { (try? stack.service("holder")["state"].string) == "exited" })
        #expect(try stack.service("other")["state"].string == "ready")
        #expect(try stack("logs", "holder").output.contains("| gone\n"))
    }

    private func memory(of pid: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let size = Int(line.filter(\.isNumber))
        else { throw TestFailure("no VmHWM: \(status)") }
        return size
    }

    static func stack(_ services: KeyValuePairs<String, String>) -> String {
        services.reduce(into: "name: shop\nservices:\n") { text, service in
            let lines = service.1.split(separator: "\n").map { "      \($0)\n" }.joined()
            text += "  \(service.0):\n    port: none\n    restart: never\n    run: |\n\(lines)"
        }
    }
}
