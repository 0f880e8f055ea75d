import LinuxKernel
import Terminal
import TestSupport

@testable import Commands

extension FakeHost {
    func context(json: Bool = false, width: Int? = nil, stats: Bool = false) -> Context {
        Context(
            machine: machine, console: Console(out: Output(), err: Output(), width: width), environment: environment,
            json: json, stats: stats)
    }

    /// Makes processes with 100 start ticks three hours and five minutes old.
    func ageByHours() { clock = BootClock(ticksPerSecond: 100, boot: Clock.realtime() - 11_131) }

    /// What `ostia ls` writes, and its exit code.
    func ls(
        _ words: [String] = [], width: Int? = nil, json: Bool = false, _ change: (inout LsOptions) -> Void = { _ in }
    ) throws -> (text: String, status: Commands.ExitStatus) {
        var options = LsOptions()
        options.filter = try SocketFilter(parsing: words)
        change(&options)
        let context = context(json: json, width: width)
        let status = try list(options, in: context)
        return (context.console.out.text, status)
    }

    func listing(_ words: [String] = [], _ change: (inout LsOptions) -> Void = { _ in }) throws -> Listing {
        var options = LsOptions()
        options.filter = try SocketFilter(parsing: words)
        change(&options)
        return try Listing(options, context())
    }
}

extension String {
    /// Whether a terminal could take any of it for a command.
    var isSafe: Bool { unicodeScalars.allSatisfy { $0 == "\n" || !Sanitizer.isDangerous($0) } }
}

/// A few programs on a few ports: the master of a family, a project's program, an unknown owner.
func harbour() -> FakeHost {
    let host = FakeHost([
        .listener("127.0.0.1", 14711, inode: 11, cookie: 0xAB, uid: 1000),
        .listener("::", 14712, inode: 12, cookie: 0xCD, queue: 2, longest: 128, v6Only: false),
        .listener("::1", 14713, inode: 13, cookie: 0xEF, v6Only: true), .udp("0.0.0.0", 14714, inode: 14, uid: 70),
        .connection(("127.0.0.1", 14711), ("127.0.0.1", 40001), inode: 21, unread: 7),
        .connection(("127.0.0.1", 40001), ("127.0.0.1", 14711), inode: 22, unsent: 9),
        .connection(("192.168.1.20", 40002), ("192.0.2.7", 443), inode: 23),
        .connection(("127.0.0.1", 40003), ("127.0.0.1", 14711), inode: 0, state: .timeWait),
    ])
    host.root.write("src/shop/.git/HEAD", "ref: refs/heads/main\n")
    host.add(
        10, "quay", sockets: [3: 11, 5: 21], command: ["/srv/quay", "--port", "14711"],
        environment: ["PORT=14711", "DATABASE_URL=postgres://me:hunter2@127.0.0.1:5432/shop"], user: 1000,
        executable: "/srv/quay", directory: "/srv", files: [1: "/srv/quay.log", 2: "/srv/quay.log"])
    host.add(11, "quay", parent: 10, sockets: [3: 11], user: 1000)
    host.add(
        20, "pier", sockets: [6: 12, 7: 13, 8: 22, 9: 23], command: ["pier"], user: 1000,
        cgroup: "/user.slice/user-1000.slice/user@1000.service/app.slice/pier.service", directory: "/src/shop/web")
    return host
}
