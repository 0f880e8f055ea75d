import Endpoints
import Inventory
import LinuxKernel
import Ports
import TestSupport
import Testing

@testable import Commands

@Suite struct SupervisorTests {
    @Test(arguments: [
        ("node", ["node", "/usr/lib/node_modules/nodemon/bin/nodemon.js", "app.js"], "nodemon"),
        ("node", ["/usr/bin/node", "/p/node_modules/.bin/nodemon", "app.js"], "nodemon"),
        ("supervisord", ["/usr/bin/python3", "/usr/bin/supervisord", "-n"], "supervisord"),
        ("PM2 v5.3.0: God", ["PM2 v5.3.0: God Daemon (/root/.pm2)"], "pm2"),
        ("node", ["node", "--watch", "server.js"], "node --watch"),
        ("node", ["/opt/bin/node", "--watch-path=./src", "server.js"], "node --watch"),
        ("overmind", ["overmind", "start"], "overmind"),
        ("runsv", ["runsv", "web"], "runsv"),
    ])
    func recognises(_ name: String, _ arguments: [String], _ kind: String) {
        #expect(Supervisors.kind(name: name, arguments: arguments) == kind)
    }

    @Test(arguments: [
        ("bash", ["-bash"]), ("node", ["node", "server.js", "--watch"]), ("node", ["node", "server.js"]),
        ("vim", ["vim", "/etc/supervisord.conf"]), ("systemd", ["/sbin/init"]), ("python3", []),
    ])
    func doesNotRecognise(_ name: String, _ arguments: [String]) {
        #expect(Supervisors.kind(name: name, arguments: arguments) == nil)
    }
}

@Suite struct ManagerLookupTests {
    private let proc = FakeProc()
    private let id = String(repeating: "0123456789abcdef", count: 4)

    private func machine() -> Machine {
        Machine(sockets: StubTable(), proc: proc.proc, root: proc.root, userID: 0, processID: 500)
    }

    private func find(
        _ pid: Int32, port: UInt16 = 5432, containers: [Container] = [], show: String? = nil
    ) -> FreeManager? {
        let machine = machine()
        let lookup = ManagerLookup(machine) {
            var search = ContainerSearch()
            search.containers = containers.map { (ContainerEngine(socket: "/run/docker.sock"), $0) }
            return search
        } run: { command in
            #expect(command.first == "systemctl")
            return show
        }
        return lookup.manager(
            ProcessRecord(pid: pid, machine: machine), endpoint: Endpoint(.tcp, .unspecifiedV4, port))
    }

    private var database: Container {
        Container(
            id: id, name: "shop-db-1", ports: [Container.Port(nil, 5432, 5432, .tcp)],
            addresses: [.v4(IPv4Address(172, 17, 0, 2))])
    }

    private var manager: FreeManager { .container(engine: "docker", id: id, name: "shop-db-1") }

    @Test func aProxyLeadsToItsContainer() {
        proc.add(60, name: "docker-proxy")
        #expect(find(60, containers: [database]) == manager)
        #expect(find(60, port: 5433, containers: [database]) == .engineProxy)
        #expect(find(60, containers: []) == .engineProxy)
    }

    @Test func aProxysCommandLineNamesTheContainersAddress() {
        proc.add(
            60, name: "docker-proxy",
            command: [
                "/usr/bin/docker-proxy", "-proto", "tcp", "-host-ip", "0.0.0.0", "-host-port", "9999", "-container-ip",
                "172.17.0.2", "-container-port", "5432",
            ])
        #expect(find(60, port: 9999, containers: [database]) == manager)
    }

    @Test func aProcessInAContainer() {
        proc.add(60, name: "postgres", cgroup: "/system.slice/docker-\(id).scope")
        #expect(find(60, containers: [database]) == manager)
        #expect(find(60, containers: []) == nil, "an engine that does not know it cannot stop it")
    }

    @Test func inOurOwnContainerAProcessIsAProcess() {
        proc.add(60, name: "postgres", cgroup: "/docker/\(id)")
        proc.add(500, name: "ostia", cgroup: "/docker/\(id)")
        #expect(find(60, containers: [database]) == nil)
    }

    @Test func aUnitsMainProcess() {
        proc.folder.makeFolder("run/systemd/system")
        proc.add(60, name: "nginx", cgroup: "/system.slice/nginx.service")
        #expect(
            find(60, show: "MainPID=60\nTriggeredBy=nginx.socket nginx.timer\n")
                == .unit(name: "nginx.service", isUser: false, sockets: ["nginx.socket"]))
        #expect(find(60, show: nil) == nil)
    }

    @Test func aUnitsOtherProcesses() {
        proc.folder.makeFolder("run/systemd/system")
        proc.add(60, name: "npm", session: 60, cgroup: "/system.slice/web.service")
        proc.add(61, name: "node", parent: 60, session: 60, cgroup: "/system.slice/web.service")
        #expect(
            find(61, show: "MainPID=60\nTriggeredBy=\n") == .unit(name: "web.service", isUser: false, sockets: []))
        // Started over ssh on a machine without login sessions: stopping ssh.service is not what is meant.
        proc.add(62, name: "node", parent: 60, session: 62, terminal: 34816, cgroup: "/system.slice/web.service")
        #expect(find(62, show: "MainPID=60\n") == nil)
        proc.add(63, name: "node", parent: 60, session: 63, cgroup: "/system.slice/web.service")
        #expect(find(63, show: "MainPID=60\n") == nil)
        #expect(find(61, show: "MainPID=0\n") == nil)
    }

    @Test func ourOwnUnitIsNotStopped() {
        proc.folder.makeFolder("run/systemd/system")
        proc.add(60, name: "node", cgroup: "/system.slice/runner.service")
        proc.add(500, name: "ostia", cgroup: "/system.slice/runner.service")
        #expect(find(60, show: "MainPID=60\n") == nil)
    }

    @Test(arguments: [
        "/user.slice/user-1000.slice/session-3.scope", "/user.slice/user-1000.slice/user@1000.service", "/init.scope",
        "/user.slice/user-1000.slice/user@1000.service/app.slice/app-gnome-Terminal-1234.scope", "/",
    ])
    func sessionsAreNoUnits(_ cgroup: String) {
        proc.folder.makeFolder("run/systemd/system")
        proc.add(60, name: "node", cgroup: cgroup)
        #expect(find(60, show: "MainPID=60\n") == nil)
    }

    @Test func withoutSystemdNothingIsAsked() {
        proc.add(60, name: "nginx", cgroup: "/system.slice/nginx.service")
        #expect(find(60, show: "MainPID=60\n") == nil)
    }
}
