import Endpoints
import Inventory
import LinuxKernel
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite("The columns of ls")
struct ColumnTests {
    /// What each column says of the four listeners of the harbour.
    static let expected: [(ListColumn, [String])] = [
        (.proto, ["tcp", "tcp", "tcp", "udp"]),
        (.endpoint, ["127.0.0.1:14711", "*:14712", "[::1]:14713", "0.0.0.0:14714"]),
        (.address, ["127.0.0.1", "[::]", "[::1]", "0.0.0.0"]), (.port, ["14711", "14712", "14713", "14714"]),
        (.name, ["quay", "pier", "pier", "(no process)"]), (.pid, ["10 +1", "20", "20", ""]),
        (.owners, ["quay(10) quay(11)", "pier(20)", "pier(20)", ""]), (.user, ["ada", "ada", "ada", "postgres"]),
        (.project, ["", "shop", "shop", ""]), (.branch, ["", "main", "main", ""]),
        (.started, Array(repeating: "2023-11-14T22:13:21.000Z", count: 3) + [""]),
        (.exposure, ["this machine", "network", "this machine", "network"]),
        (.queue, ["0/128", "2/128", "0/128", "0"]), (.state, ["LISTEN", "LISTEN", "LISTEN", "UNCONN"]),
        (.container, ["", "", "", ""]), (.unit, ["", "pier.service", "pier.service", ""]),
        (.command, ["/srv/quay --port 14711", "pier", "pier", ""]), (.executable, ["/srv/quay", "", "", ""]),
        (.directory, ["/srv", "/src/shop/web", "/src/shop/web", ""]), (.inode, ["11", "12", "13", "14"]),
        (.cookie, ["ab", "cd", "ef", "e"]),
    ]

    @Test("say this", arguments: expected)
    func cells(column: ListColumn, expected: [String]) throws {
        let host = harbour()
        let listing = try host.listing()
        #expect(listing.listeners.map { listing.rows.cell(column, $0).text } == expected)
    }

    @Test("are all tested here but those that tell the age and the program")
    func complete() {
        #expect(Set(ListColumn.allCases).subtracting(Self.expected.map(\.0)) == [.up, .what])
    }

    @Test("have titles, and numbers stand to the right")
    func titles() throws {
        let rows = try harbour().listing().rows
        for column in ListColumn.allCases {
            #expect(rows.column(column).title == (column == .proto ? "" : column.rawValue.uppercased()))
            let isNumber = [.port, .pid, .up, .inode, .queue].contains(column)
            #expect((rows.column(column).alignment == .right) == isNumber)
        }
    }

    @Test(
        "colour what others can reach and what is stuck",
        arguments: [
            ("127.0.0.1", 0, Style.dim, Style.plain), ("172.17.0.1", 0, .plain, .plain),
            ("192.168.1.20", 0, .yellow, .plain), ("8.8.8.8", 9, .red, .red),
        ] as [(String, UInt32, Style, Style)])
    func styles(address: String, queue: UInt32, exposure: Style, stuck: Style) throws {
        let host = FakeHost([.listener(address, 14711, inode: 1, queue: queue, longest: 8)])
        let listing = try host.listing()
        let listener = try #require(listing.listeners.first)
        #expect(listing.rows.cell(.exposure, listener).style == exposure)
        #expect(listing.rows.cell(.queue, listener).style == stuck)
    }

    @Test("mark an executable that is gone")
    func deleted() throws {
        let host = FakeHost([.listener("127.0.0.1", 14711, inode: 1)])
        host.add(10, sockets: [3: 1], executable: "/srv/no-such-folder/quay (deleted)")
        let listing = try host.listing()
        let listener = try #require(listing.listeners.first)
        #expect(listing.rows.cell(.executable, listener).text == "/srv/no-such-folder/quay (deleted)")
        #expect(try Document(host.ls(json: true).text)["listeners"][0]["owners"][0]["executable_deleted"].bool == true)
    }

    @Test("name a linked work tree behind its project, and a detached head by its commit")
    func worktree() throws {
        let host = FakeHost([.listener("127.0.0.1", 14711, inode: 1)])
        host.root.write("src/shop/.git/HEAD", "ref: refs/heads/main\n")
        host.root.write("src/shop/.git/worktrees/fix/HEAD", String(repeating: "0a1b", count: 10) + "\n")
        host.root.write("src/shop/.git/worktrees/fix/commondir", "../..\n")
        host.root.write("work/fix/.git", "gitdir: /src/shop/.git/worktrees/fix\n")
        host.add(10, sockets: [3: 1], directory: "/work/fix")
        let listing = try host.listing()
        let listener = try #require(listing.listeners.first)
        #expect(listing.rows.cell(.project, listener).text == "shop@fix")
        #expect(listing.rows.cell(.branch, listener).text == "0a1b0a1")
    }

    @Test("name the container behind a published port")
    func container() throws {
        let host = FakeHost([.listener("127.0.0.1", 18080, inode: 1)])
        host.add(
            10, "docker-proxy", sockets: [4: 1],
            command: ["docker-proxy", "-host-port", "18080", "-container-ip", "172.17.0.2", "-container-port", "80"])
        let listing = try host.listing()
        let listener = try #require(listing.listeners.first)
        #expect(listing.rows.cell(.what, listener).text == "container 172.17.0.2:80")
        #expect(listing.rows.cell(.container, listener).text == "172.17.0.2")
    }
}

@Suite("The screen of ls --watch")
struct WatchScreenTests {
    private let host = FakeHost([.listener("127.0.0.1", 14711, inode: 1), .listener("127.0.0.1", 14712, inode: 2)])

    @Test("is opened, drawn in place and closed again")
    func drawing() throws {
        let console = Console(out: Output(), err: Output(), width: 80)
        var screen = WatchScreen(console: console)
        var changes = WatchChanges()
        #expect(screen.age == .infinity)
        screen.open()
        #expect(console.out.text == "\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J")
        let first = try host.listing()
        screen.draw(first, changes.next(first))
        #expect(screen.age < 60)
        let drawn = console.out.text
        #expect(drawn.contains("\u{1B}[1;1H"))
        #expect(drawn.contains("14712"))
        // The same again moves nothing.
        screen.draw(first, changes.next(first))
        #expect(console.out.text == drawn)
        // A line that went, once its mark has faded, is cleared.
        host.rows.removeLast()
        let fewer = try host.listing()
        for _ in 0..<5 { screen.draw(fewer, changes.next(fewer)) }
        #expect(console.out.text.hasSuffix("\u{1B}[4;1H\u{1B}[J"))
        screen.close()
        #expect(console.out.text.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
    }

    @Test("says how many lines have no room")
    func manyLines() throws {
        host.rows = (1...500).map { .listener("127.0.0.1", UInt16($0), inode: UInt32($0)) }
        let console = Console(out: Output(), err: Output(), width: 80)
        var screen = WatchScreen(console: console)
        var changes = WatchChanges()
        let listing = try host.listing()
        screen.draw(listing, changes.next(listing))
        // 502 lines in so many rows as the test's own terminal has, or 24.
        let rows = Console.size(of: 1, environment: [:]).rows
        #expect(
            rows >= 502 || console.out.text.contains("… \(502 - rows + 1) more lines; make the window taller or filter")
        )
    }
}
