import Endpoints
import Inventory
import LinuxKernel
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite("ostia ls")
struct ListingTests {
    @Test("shows who listens where")
    func table() throws {
        let host = harbour()
        host.ageByHours()
        let (text, status) = try host.ls()
        #expect(
            text == """
                     ENDPOINT         NAME            PID  WHAT  PROJECT         UP  EXPOSURE
                tcp  127.0.0.1:14711  quay          10 +1                 3 h 5 min  this machine
                tcp  *:14712          pier             20        shop     3 h 5 min  network
                tcp  [::1]:14713      pier             20        shop     3 h 5 min  this machine
                udp  0.0.0.0:14714    (no process)                                   network
                4 listeners, 3 owners named, 1 in no visible process

                """)
        #expect(status == .success)
    }

    @Test("shows the columns that are asked for")
    func columns() throws {
        let (text, _) = try harbour().ls(["tcp"]) {
            $0.columns = [.port, .owners, .user, .branch, .started, .queue, .state, .unit, .command, .cookie]
        }
        #expect(
            text == """
                 PORT  OWNERS             USER  BRANCH  STARTED                   QUEUE  STATE   UNIT          COMMAND                 COOKIE
                14711  quay(10) quay(11)  ada           2023-11-14T22:13:21.000Z  0/128  LISTEN                /srv/quay --port 14711  ab
                14712  pier(20)           ada   main    2023-11-14T22:13:21.000Z  2/128  LISTEN  pier.service  pier                    cd
                14713  pier(20)           ada   main    2023-11-14T22:13:21.000Z  0/128  LISTEN  pier.service  pier                    ef
                3 listeners, 3 owners named

                """)
    }

    @Test(
        "sorts",
        arguments: [
            (.port, [14711, 14712, 14713, 14714]), (.name, [14714, 14712, 14713, 14711]),
            (.pid, [14711, 14712, 14713, 14714]), (.user, [14711, 14712, 14713, 14714]),
            (.project, [14712, 14713, 14711, 14714]), (.what, [14711, 14712, 14713, 14714]),
            (.up, [14711, 14712, 14713, 14714]), (.exposure, [14712, 14714, 14711, 14713]),
            (.queue, [14712, 14711, 14713, 14714]), (.address, [14714, 14711, 14712, 14713]),
        ] as [(ListSort, [UInt16])])
    func sorting(sort: ListSort, expected: [UInt16]) throws {
        let sorted = try harbour().listing { $0.sort = sort }.listeners.map(\.endpoint.port)
        // Those without an owner come last by name.
        #expect(sorted == (sort == .name ? [14712, 14713, 14711, 14714] : expected))
        let reversed = try harbour().listing {
            $0.sort = sort
            $0.isReversed = true
        }
        #expect(reversed.listeners.map(\.endpoint.port) == sorted.reversed())
    }

    @Test("says no by its exit code where nothing is left")
    func empty() throws {
        for json in [false, true] {
            #expect(try harbour().ls(["1"], json: json).status == .negative)
            #expect(try FakeHost().ls(json: json).status == .negative)
        }
        #expect(try harbour().ls(["1"]).text == "0 listeners, 0 owners named\n")
        #expect(
            try FakeHost().ls { $0.showsConnections = true }.text == "0 connections, 0 with both ends on this machine\n"
        )
    }

    @Test("says what root would see more")
    func unprivileged() throws {
        let host = FakeHost([.listener("127.0.0.1", 14711, inode: 1, uid: 70)], user: 1000)
        #expect(
            try host.ls().text.hasSuffix(
                "1 listener, 0 owners named, 1 of other users (root sees all: sudo ostia ls)\n"))
        #expect(try host.ls().text.contains("(user postgres)"))
    }

    @Test("shows both ends of a connection on one line")
    func connections() throws {
        #expect(
            try harbour().ls { $0.showsConnections = true }.text == """
                     CLIENT    FROM                TO               SERVER     STATE
                tcp  pier(20)  192.168.1.20:40002  192.0.2.7:443    elsewhere  ESTABLISHED
                tcp  pier(20)  127.0.0.1:40001     127.0.0.1:14711  quay(10)   ESTABLISHED
                tcp  (closed)  127.0.0.1:40003     127.0.0.1:14711  (closed)   TIME_WAIT
                3 connections, 1 with both ends on this machine

                """)
    }

    @Test("shows connections where a state is asked for that only they have")
    func states() throws {
        let (text, status) = try harbour().ls(["state:time-wait"])
        #expect(text.hasSuffix("\n1 connection, 0 with both ends on this machine\n"))
        #expect(status == .success)
        #expect(try harbour().ls(["state:listen"]).text.hasSuffix("3 listeners, 3 owners named\n"))
    }

    /// A table that had to be read from /proc/net.
    private struct PoorTable: SocketTable {
        let source = "/proc/net"
        let fallbackReason: String? = "socket NETLINK_SOCK_DIAG: \u{1B}[2Jnot permitted"
        func sockets(_ query: SocketQuery) throws(SystemError) -> [SocketRow] { [] }
    }

    @Test("says when the better source was refused")
    func fallback() throws {
        let host = FakeHost()
        for shows in [false, true] {
            var options = LsOptions()
            options.showsConnections = shows
            for width in [nil, 40] {
                var context = host.context(width: width)
                context.machine.sockets = PoorTable()
                _ = try list(options, in: context)
                let last = try #require(context.console.out.text.split(separator: "\n").last)
                #expect(
                    last
                        == (width == nil
                            ? "read from /proc/net, without cgroups and backlogs: "
                                + "socket NETLINK_SOCK_DIAG: \\e[2Jnot permitted"
                            : "read from /proc/net, without cgroups an…"))
            }
        }
    }

    @Test("says why an end of a connection has no process")
    func connectionEnds() throws {
        let host = FakeHost(
            [
                .listener("127.0.0.1", 80, inode: 1, uid: 1000),
                .connection(("127.0.0.1", 41001), ("127.0.0.1", 80), inode: 7, state: .finWait2, uid: 70),
                .connection(("127.0.0.1", 80), ("127.0.0.1", 41001), inode: 0, state: .closeWait),
                .connection(("127.0.0.1", 41002), ("127.0.0.1", 80), inode: 8, uid: 1000),
                .connection(("127.0.0.1", 80), ("127.0.0.1", 41002), inode: 0),
            ], user: 1000)
        #expect(
            try host.ls { $0.showsConnections = true }.text == """
                     CLIENT           FROM             TO            SERVER          STATE
                tcp  (user postgres)  127.0.0.1:41001  127.0.0.1:80  (no process)    FIN_WAIT2/CLOSE_WAIT
                tcp  (no process)     127.0.0.1:41002  127.0.0.1:80  (not accepted)  ESTABLISHED
                2 connections, 2 with both ends on this machine

                """)
    }

    @Test("shows sockets that are bound and do not listen")
    func bound() throws {
        let host = FakeHost([
            SocketRow(
                local: Endpoint(.tcp, .loopbackV4, 14711), remote: Endpoint(.tcp, .unspecifiedV4, 0),
                state: .boundInactive, inode: 5, cookie: 5)
        ])
        host.ageByHours()
        host.add(10, sockets: [3: 5])
        #expect(
            try host.ls { $0.showsBound = true }.text == """
                     ENDPOINT         STATE  NAME  PID  WHAT  PROJECT         UP
                tcp  127.0.0.1:14711  BOUND  quay   10                 3 h 5 min
                1 socket bound and not listening

                """)
    }

    @Test("tells its cost on standard error")
    func stats() throws {
        let host = harbour()
        for looks in [9, 4] {
            let context = host.context(stats: true)
            _ = try list(LsOptions(), in: context)
            #expect(context.console.err.text.contains(" ms, \(looks) descriptors looked at, sockets from stub"))
        }
        let exact = host.context(stats: true)
        var options = LsOptions()
        options.isExact = true
        _ = try list(options, in: exact)
        #expect(exact.console.err.text.contains(" 9 descriptors"))
    }

    @Test("is never wider than the terminal", arguments: 40...200)
    func width(_ width: Int) throws {
        let host = harbour()
        host.user = 1000
        host.rows += [
            .listener("2001:4860:4860::8888", 14790, inode: 90), .listener("0.0.0.0", 14791, inode: 91, uid: 77),
        ]
        host.add(30, "日本語サーバ", sockets: [3: 90], command: ["/opt/日本語/サーバ", "--長い"], directory: "/src/日本語")
        for change: (inout LsOptions) -> Void in [
            { _ in }, { $0.showsConnections = true }, { $0.columns = ListColumn.allCases }, { $0.columns = [.command] },
        ] {
            for line in try host.ls(width: width, change).text.split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
        }
    }
}

@Suite("Names from outside")
struct HostileNamesTests {
    static let names = [
        "\u{1B}]0;owned\u{7}", "a\nb\rc", "\u{202E}evil\u{2066}", ") S 1 (", "tab\there", "\u{9B}31m", "\u{200B}",
    ]

    /// A process, its command line, folders, unit and project all called so.
    private func host(_ name: String) -> FakeHost {
        let host = FakeHost([
            .listener("127.0.0.1", 14711, inode: 1), .connection(("127.0.0.1", 40001), ("10.0.0.1", 9), inode: 2),
        ])
        let file = name.replacing("/", with: "_")
        host.root.write("src/\(file)/.git/HEAD", "ref: refs/heads/\(name)\n")
        host.add(
            10, name, sockets: [3: 1, 4: 2],
            command: [name, name, String(repeating: name, count: 100_000 / name.utf8.count)],
            environment: ["PORT=1", "X_URL=http://h:80/\(name)", "SSH_CONNECTION=\(name)"],
            cgroup: "/a/\(file).service",
            executable: "/src/\(file)/x", directory: "/src/\(file)", files: [1: "/src/\(file).log"])
        return host
    }

    @Test("never reach the terminal raw, in any column", arguments: names)
    func ls(name: String) throws {
        let host = host(name)
        for width in [nil, 80] {
            for column in ListColumn.allCases {
                #expect(try host.ls(width: width) { $0.columns = [column] }.text.isSafe)
            }
            #expect(try host.ls(width: width) { $0.showsConnections = true }.text.isSafe)
        }
        #expect(try host.ls(width: 80).text.split(separator: "\n").count == 3)
    }

    @Test("never reach who, the overview or a pipe raw", arguments: names)
    func others(name: String) throws {
        for width in [nil, 100] {
            let host = host(name)
            let context = host.context(width: width)
            _ = try who(WhoOptions(subject: .port(14711, nil, nil)), in: context)
            _ = try who(WhoOptions(subject: .port(40001, nil, nil)), in: context)
            _ = try overview(showsAll: true, in: context)
            #expect(context.console.out.text.isSafe)
        }
    }

    @Test("stay what they are in JSON, as escapes", arguments: names)
    func json(name: String) throws {
        let text = try host(name).ls(json: true).text
        #expect(text.isSafe)
        let owner = try Document(text)["listeners"][0]["owners"][0]
        #expect(owner["name"].string == name)
        #expect(owner["command"][1].string == name)
    }

    @Test("that are no UTF-8 are shown byte by byte")
    func bytes() throws {
        let host = FakeHost([.listener("127.0.0.1", 14711, inode: 1)])
        host.add(10, sockets: [3: 1])
        host.proc.folder.write("10/stat", FakeProc.stat(10, name: [0x61, 0xFF, 0x62], startTicks: 100))
        host.proc.folder.write("10/cmdline", [0xC3, 0x28, 0, 0x80, 0])
        #expect(
            try host.ls { $0.columns = [.name, .command] }.text.hasPrefix("NAME    COMMAND\na\\xffb  \\xc3( \\x80\n"))
        #expect(try Document(host.ls(json: true).text)["listeners"][0]["owners"][0]["name"].string == "a\\xffb")
    }
}
