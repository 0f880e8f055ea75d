import LinuxKernel
import TestSupport
import Testing

@testable import Inventory

@Suite("What a program is to those it started")
struct CauseKindTests {
    @Test(
        "is told by its name",
        arguments: [
            ("bash", .shell), ("zsh", .shell), ("gnome-terminal-", .terminal), ("tmux: server", .multiplexer),
            ("tmux: client", .multiplexer), ("screen", .multiplexer), ("code", .editor), ("nvim", .editor),
            ("sshd", .sshSession), ("sshd-session", .sshSession), ("cron", .scheduler), ("supervisord", .supervisor),
            ("PM2 v5.3.0: God", .supervisor), ("npm", .runner), ("npm run dev", .runner), ("npm exec vite", .runner),
            ("make", .runner), ("sudo", .runner), ("claude", .agent), ("containerd-shim", .container),
            ("conmon", .container), ("login", .login), ("gnome-shell", .desktop), ("systemd", .serviceManager),
            ("quay", .program), ("", .program), ("bashful", .program), ("node", .program), (" ", .program),
            (": x", .program),
        ] as [(String, CauseKind)])
    func byName(name: String, kind: CauseKind) {
        #expect(CauseKind(name: name, arguments: [name]) == kind)
    }

    @Test(
        "is told by the script where the name is an interpreter's",
        arguments: [
            ("node", ["node", "/usr/lib/node_modules/npm/bin/npm-cli.js", "run", "dev"], .runner),
            ("node", ["node", "--inspect", "/srv/node_modules/nodemon/bin/nodemon.js"], .supervisor),
            ("node", ["node", "/srv/node_modules/.bin/tsx", "watch"], .supervisor),
            ("node", ["node", "server.js"], .program), ("node", ["node"], .program),
            ("node", ["node", "--version"], .program), ("node", ["node", "/"], .program),
            ("python3", ["python3", "/usr/bin/supervisord", "-n"], .supervisor),
            ("ruby", ["ruby", "/usr/bin/foreman", "start"], .supervisor),
            ("quay", ["quay", "/usr/bin/foreman"], .program),
        ] as [(String, [String], CauseKind)])
    func byScript(name: String, arguments: [String], kind: CauseKind) {
        #expect(CauseKind(name: name, arguments: arguments) == kind)
    }
}

@Suite("Why a process runs, in one sentence")
struct CauseSentenceTests {
    private static func link(_ pid: Int32, _ name: String, _ kind: CauseKind, _ command: String = "") -> CauseLink {
        CauseLink(pid: pid, name: name, kind: kind, command: command)
    }

    private static let systemd = link(1, "systemd", .serviceManager)

    @Test(
        "reads like this",
        arguments: [
            (Cause(chain: []), "the kernel, or a process outside this view"),
            (Cause(chain: [systemd]), "systemd (pid 1)"),
            (Cause(chain: [systemd], isOrphan: true), "left behind: what started it has ended"),
            (Cause(chain: [systemd], unit: "quay.service"), "systemd, unit quay.service"),
            (Cause(chain: [link(9, "quay", .program), systemd], unit: "quay.service"), "systemd, unit quay.service"),
            (Cause(chain: [link(9, "bash", .shell), systemd], unit: "code-server.service"), "bash (pid 9)"),
            (Cause(chain: [systemd], unit: "a.service", container: "web"), "container web"),
            (
                Cause(chain: [
                    link(40, "npm", .runner, "npm run dev"), link(30, "zsh", .shell),
                    link(20, "tmux: server", .multiplexer), systemd,
                ]),
                "npm run dev (pid 40), zsh (pid 30), in tmux"
            ),
            (
                Cause(
                    chain: [
                        link(30, "zsh", .shell), link(20, "sshd", .sshSession), link(19, "sshd", .sshSession), systemd,
                    ], sshPeer: "192.0.2.7"),
                "zsh (pid 30), over ssh from 192.0.2.7"
            ),
            (Cause(chain: [link(20, "sshd", .sshSession)]), "over ssh"),
            (
                Cause(chain: [
                    link(5, "bash", .shell), link(4, "code", .editor), link(3, "code", .editor),
                    link(2, "gnome-shell", .desktop),
                ]),
                "bash (pid 5), in the editor code, in the desktop or login session (gnome-shell)"
            ),
            (Cause(chain: [link(5, "kitty", .terminal)]), "in kitty"),
            (Cause(chain: [link(5, "cron", .scheduler)]), "by the scheduler cron"),
            (Cause(chain: [link(5, "conmon", .container)]), "by the container engine (conmon)"),
            (Cause(chain: [link(5, "login", .login)]), "in the desktop or login session (login)"),
            (Cause(chain: [link(5, "claude", .agent, "claude --x")]), "claude (pid 5)"),
            (Cause(chain: [link(5, "nodemon", .supervisor), link(4, "pm2", .supervisor)]), "nodemon (pid 5)"),
            (
                Cause(chain: [
                    link(5, "make", .runner, "make dev"), link(4, "npm", .runner, "npm start"), link(3, "sh", .shell),
                    link(2, "bash", .shell),
                ]),
                "make dev (pid 5), npm start (pid 4), sh (pid 3)"
            ),
            (Cause(chain: [link(5, "make", .runner)]), "make (pid 5)"),
            (Cause(chain: [link(5, "quay", .program)], isOrphan: true), "quay (pid 5), left behind"),
            (
                Cause(chain: (1...9).map { link(Int32($0), "make", .runner, "make \($0)") }),
                "make 1 (pid 1), make 2 (pid 2), make 3 (pid 3), make 4 (pid 4), make 5 (pid 5), make 6 (pid 6)"
            ),
        ])
    func sentence(cause: Cause, expected: String) {
        #expect(cause.sentence == expected)
    }

    @Test("names who would start it again")
    func supervisor() {
        #expect(Cause(chain: [Self.systemd]).supervisor == nil)
        #expect(
            Cause(chain: [Self.link(7, "npm", .runner), Self.link(6, "nodemon", .supervisor)]).supervisor?.pid == 6)
    }
}

@Suite("The cause of a process")
struct CauseFinderTests {
    private let host = FakeHost()

    init() { host.add(1, "systemd", parent: 0, cgroup: "/init.scope") }

    private func cause(_ pid: Int32) -> Cause {
        let survey = Survey(host.machine, memory: nil)
        let finder = CauseFinder(survey.book, Describer(survey, environment: host.environment))
        return finder.cause(of: survey.book.record(pid))
    }

    @Test("is a command in a shell in tmux")
    func tmux() {
        host.add(20, "tmux: server", command: ["tmux"])
        host.add(21, "zsh", parent: 20, command: ["-zsh"])
        host.add(22, "npm run dev", parent: 21, command: ["npm run dev"])
        host.add(23, "node", parent: 22, cgroup: "/user.slice/user-1000.slice/session-3.scope")
        #expect(cause(23).sentence == "npm run dev (pid 22), zsh (pid 21), in tmux")
        #expect(cause(23).chain.map(\.kind) == [.runner, .shell, .multiplexer, .serviceManager])
        #expect(cause(23).unit == nil)
        #expect(!cause(23).isOrphan)
    }

    @Test("is an ssh session, from where it came")
    func ssh() {
        host.add(30, "sshd", command: ["sshd: /usr/sbin/sshd -D"])
        host.add(31, "sshd-session", parent: 30)
        host.add(32, "bash", parent: 31)
        host.add(33, parent: 32, environment: ["SSH_CONNECTION=192.0.2.7 51234 192.168.1.20 22"])
        #expect(cause(33).sentence == "bash (pid 32), over ssh from 192.0.2.7")
        #expect(cause(33).sshPeer == "192.0.2.7")
    }

    @Test("is an editor's terminal, also below the editor's own unit")
    func editor() {
        host.add(40, "code")
        host.add(41, "bash", parent: 40)
        host.add(42, parent: 41, environment: ["TERM_PROGRAM=vscode"], cgroup: "/user.slice/code-server.service")
        #expect(cause(42).sentence == "bash (pid 41), in the editor code")
        #expect(cause(42).terminal == "vscode")
        #expect(cause(42).unit == "code-server.service")
    }

    @Test("is a unit, whatever the process made of itself")
    func unit() {
        host.add(50, cgroup: "/system.slice/quay.service")
        host.add(51, parent: 50, cgroup: "/system.slice/quay.service")
        #expect(cause(50).sentence == "systemd, unit quay.service")
        #expect(cause(51).sentence == "systemd, unit quay.service")
        #expect(!cause(50).isOrphan)
    }

    @Test("is a container")
    func container() {
        let id = String(repeating: "ab", count: 32)
        host.root.makeFolder("sys/fs/cgroup/machine.slice")
        host.add(60, cgroup: "/system.slice/docker-\(id).scope", mountNamespace: 9)
        #expect(cause(60).sentence == "container abababababab")
        #expect(!cause(60).isOrphan)
    }

    @Test("is lost for one left behind")
    func orphan() {
        host.add(70, cgroup: "/user.slice/user-1000.slice/session-3.scope")
        #expect(cause(70).isOrphan)
        #expect(cause(70).sentence == "left behind: what started it has ended")
        #expect(!cause(1).isOrphan)
    }

    @Test("is the shell of a container that runs one as pid 1: nobody was left behind")
    func shellAsFirst() {
        host.add(1, "bash", parent: 0)
        host.add(80)
        #expect(cause(80).sentence == "bash (pid 1)")
        #expect(!cause(80).isOrphan)
        host.add(1, "sleep", parent: 0)
        #expect(cause(80).isOrphan)
    }

    @Test("tells that it was started for its socket, by its own variables alone")
    func socketActivated() {
        host.add(55, environment: ["LISTEN_FDS=1", "LISTEN_PID=55"], cgroup: "/system.slice/quay.service")
        #expect(cause(55).sentence == "systemd, unit quay.service, started for its socket")
        host.add(56, parent: 55, environment: ["LISTEN_FDS=1", "LISTEN_PID=55"])
        #expect(!cause(56).isSocketActivated)
        host.add(57, environment: ["LISTEN_PID=57"])
        #expect(!cause(57).isSocketActivated)
    }

    @Test("is outside the view where the parent is not in it")
    func outside() {
        host.add(90, parent: 0)
        #expect(cause(90).sentence == "the kernel, or a process outside this view")
        #expect(cause(4711).sentence == "the kernel, or a process outside this view")
    }

    @Test(
        "tells the terminal by its device",
        arguments: [
            (0, nil), (34816, "/dev/pts/0"), (34821, "/dev/pts/5"), (1_083_393, "/dev/pts/257"), (1025, "tty 4:1"),
        ]
            as [(Int32, String?)])
    func terminal(device: Int32, expected: String?) {
        host.add(95, terminal: device)
        #expect(cause(95).terminal == expected)
    }

    @Test(
        "quotes the first words of a command line",
        arguments: [
            ([], ""), (["/usr/bin/npm", "run", "dev"], "npm run dev"), (["a", "b", "c", "d", "e", "f"], "a b c d e"),
            (["/"], "/"), ([""], ""),
        ] as [([String], String)])
    func short(arguments: [String], expected: String) {
        #expect(CauseFinder.short(arguments) == expected)
    }

    @Test("quotes no more than fits in a line")
    func shortOfLong() {
        let long = String(repeating: "x", count: 100_000)
        #expect(CauseFinder.short(["node", long]) == "node " + String(repeating: "x", count: 42) + "…")
        #expect(CauseFinder.short([long]) == String(repeating: "x", count: 47) + "…")
    }
}

@Suite("Socket units")
struct SocketActivationTests {
    private let list = """
        /run/dbus/system_bus_socket dbus.socket        dbus.service
        127.0.0.1:631               cups.socket        cups.service
        *:80                        web.socket         web.service
        [::]:22                     ssh.socket         ssh.service
        9.9.9.9:9                   odd.service        odd.service
        short                       line

        """

    @Test("are found by the address as systemd writes it")
    func find() {
        #expect(
            SocketActivation.find(["127.0.0.1:631"], in: list)
                == SocketActivation(socket: "cups.socket", service: "cups.service"))
        #expect(SocketActivation.find(["[::]:80", "*:80"], in: list)?.service == "web.service")
        #expect(SocketActivation.find(["[::]:22"], in: list)?.socket == "ssh.socket")
    }

    @Test("are not found by anything else", arguments: ["127.0.0.1:632", "127.0.0.1:63", "9.9.9.9:9", "short", ""])
    func nothing(address: String) {
        #expect(SocketActivation.find([address], in: list) == nil)
        #expect(SocketActivation.find([address], in: "") == nil)
    }
}
