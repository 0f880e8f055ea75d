import LinuxKernel
import TestSupport
import Testing

@testable import Inventory

@Suite("Where a process's output goes")
struct OutputTests {
    private let host = FakeHost()

    private func outputs(_ files: [Int32: String], environment: [String] = [], sockets: [Int32: UInt32] = [:])
        -> [String]
    {
        host.add(10, sockets: sockets, environment: environment, files: files)
        return ProcessClues.outputs(ProcessBook(host.machine).record(10), in: host.proc.proc).map {
            "\($0.descriptors) \($0.kind.rawValue) \($0.target)"
        }
    }

    @Test("is told of standard output and error, and of log files")
    func kinds() {
        #expect(
            outputs([
                0: "/dev/pts/3", 1: "/dev/pts/3", 2: "/srv/err.txt", 3: "/srv/data.db", 4: "/srv/app.log",
                5: "/var/log/quay/access", 6: "/srv/app.log.1", 7: "anon_inode:[eventpoll]", 8: "/dev/log.log",
            ]) == [
                "[1] terminal /dev/pts/3", "[2] file /srv/err.txt", "[4] file /srv/app.log",
                "[5] file /var/log/quay/access", "[6] file /srv/app.log.1",
            ])
    }

    @Test(
        "is what the descriptor leads to",
        arguments: [
            ("/dev/null", "nowhere"), ("/dev/tty1", "terminal"), ("/dev/pts/0", "terminal"), ("pipe:[77]", "pipe"),
            ("/home/ada/x", "file"), ("anon_inode:inotify", "other"),
        ])
    func kind(target: String, kind: String) {
        #expect(outputs([1: target]) == ["[1] \(kind) \(target)"])
    }

    @Test("is one line where both lead to the same place")
    func together() {
        #expect(outputs([1: "/srv/a.log", 2: "/srv/a.log", 9: "/srv/a.log"]) == ["[1, 2, 9] file /srv/a.log"])
    }

    @Test("is the journal where systemd said so")
    func journal() {
        #expect(outputs([:], environment: ["JOURNAL_STREAM=8:1"], sockets: [1: 5]) == ["[1] journal socket:[5]"])
        #expect(outputs([:], sockets: [1: 5]) == ["[1] socket socket:[5]"])
    }

    @Test("is nothing of a process that is gone")
    func gone() {
        #expect(ProcessClues.outputs(ProcessBook(host.machine).record(77), in: host.proc.proc).isEmpty)
    }
}

@Suite("Variables that name ports")
struct PortVariableTests {
    private func ports(_ environment: [(String, String)]) -> [String] {
        ProcessClues.ports(in: environment.map { (name: $0.0, value: $0.1) }).map { "\($0.name)=\($0.value)" }
    }

    @Test("are found by name and value, in order")
    func found() {
        #expect(
            ports([
                ("PORT", "3000"), ("PORT", "1"), ("API_PORT", "4217"), ("HTTPPORT", "80"), ("METRICS_ADDR", ":9090"),
                ("HOME", "/root"),
                ("DATABASE_URL", "postgres://localhost:5432/shop"), ("LISTEN_BIND", "0.0.0.0:8000"),
                ("BROKER_HOST", "mq:5672,mq2:5672"), ("DB_PORT", "tcp://10.0.0.1:5432"), ("port", "1"),
            ]) == [
                "API_PORT=4217", "BROKER_HOST=mq:5672,mq2:5672", "DATABASE_URL=postgres://localhost:5432/shop",
                "DB_PORT=tcp://10.0.0.1:5432", "HTTPPORT=80", "LISTEN_BIND=0.0.0.0:8000", "METRICS_ADDR=:9090",
                "PORT=3000", "port=1",
            ])
    }

    @Test(
        "are not those without a port",
        arguments: [
            ("PORT", "soon"), ("PORT", "70000"), ("SUPPORT", "yes"), ("API_URL", "http://example.test/"),
            ("API_URL", "http://example.test:x/"), ("API_URL", ""), ("X_HOST", "db"), ("X_HOST", "a:0"),
            ("TIME", "12:30"), ("PATH", "/a:/b"), ("X_URL", "a:99999"), ("SSH_CONNECTION", "10.0.0.1 22 10.0.0.2 22"),
        ])
    func leftOut(name: String, value: String) {
        #expect(ports([(name, value)]).isEmpty)
    }

    @Test(
        "show no password",
        arguments: [
            ("postgres://me:secret@host:5432/db", "postgres://me:***@host:5432/db"),
            ("postgres://me:se@cret@host:5432/db", "postgres://me:***@host:5432/db"),
            ("postgres://me:sec/ret@host:5432/db", "postgres://me:***@host:5432/db"),
            ("redis://:secret@host:6379", "redis://:***@host:6379"),
            ("me:secret@host:5432", "me:***@host:5432"),
            ("amqp://a:s1@h1:1,b:s2@h2:2", "amqp://a:***@h2:2"),
            (
                "jdbc:postgresql://h:5432/db?user=me&password=secret&ssl=on",
                "jdbc:postgresql://h:5432/db?user=me&password=***&ssl=on"
            ),
            ("jdbc:sqlserver://h:1433;user=sa;Password=secret", "jdbc:sqlserver://h:1433;user=sa;password=***"),
            ("host=h port=5432 password=secret user=me", "host=h port=5432 password=*** user=me"),
            ("https://h:443/?access_token=secret", "https://h:443/?access_token=***"),
            ("postgres://me@host:5432/db", "postgres://me@host:5432/db"),
            ("http://localhost:3000/@scope/pkg", "http://localhost:3000/@scope/pkg"),
            ("http://localhost:3000/?a=b&c=d", "http://localhost:3000/?a=b&c=d"),
            ("http://localhost:3000", "http://localhost:3000"), (":3000", ":3000"), ("", ""), ("@", "@"),
            (":@", ":***@"),
        ])
    func masked(value: String, shown: String) {
        #expect(ProcessClues.masked(value) == shown)
    }

    @Test("that hold one show it nowhere")
    func noLeak() {
        let shown = ports([("DATABASE_URL", "mysql://me:hunter2@db:3306/x"), ("APP_DSN", "me:hunter2@db:3306")])
        #expect(shown == ["APP_DSN=me:***@db:3306", "DATABASE_URL=mysql://me:***@db:3306/x"])
    }
}
