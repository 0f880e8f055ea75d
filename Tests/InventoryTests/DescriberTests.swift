import Endpoints
import Inventory
import LinuxKernel
import TestSupport
import Testing

@Suite("What a listener belongs to")
struct DescriberTests {
    private let host = FakeHost()
    private let id = String(repeating: "0123456789abcdef", count: 4)

    private func describer() -> (Describer, Survey) {
        let survey = Survey(host.machine, memory: nil)
        return (Describer(survey, environment: host.environment), survey)
    }

    private func first() throws -> (Describer, Listener) {
        let (describer, survey) = describer()
        return (describer, try #require(try survey.listeners().first))
    }

    @Test("is the unit of its owner's cgroup")
    func unit() throws {
        host.rows = [.listener("127.0.0.1", 14711, inode: 1)]
        host.add(10, sockets: [3: 1], cgroup: "/system.slice/quay.service")
        let (describer, listener) = try first()
        #expect(describer.unit(listener) == "quay.service")
        #expect(describer.container(listener) == nil)
    }

    /// The socket's own cgroup is told to everybody; its number is the inode of the directory.
    @Test("is the unit of another user's socket, by the socket's own cgroup")
    func unitOfSocket() throws {
        host.root.write("sys/fs/cgroup/cgroup.procs", "")
        let folder = host.root.makeFolder("sys/fs/cgroup/system.slice/postgresql@15-main.service")
        let inode = try #require(FileBytes.status(folder)).inode
        host.rows = [.listener("127.0.0.1", 14711, inode: 1, uid: 70, cgroup: inode)]
        host.user = 1000
        let (describer, listener) = try first()
        #expect(listener.unknownOwner == .otherUser)
        #expect(describer.unit(listener) == "postgresql@15-main.service")
        #expect(describer.project(listener) == nil)
        #expect(describer.program(listener) == nil)
    }

    @Test("finds the paths of cgroups by number, beside version 1 too", arguments: ["", "/unified"])
    func cgroupNames(place: String) throws {
        host.root.write("sys/fs/cgroup\(place)/cgroup.procs", "")
        let root = try #require(FileBytes.status(host.root("sys/fs/cgroup\(place)"))).inode
        let deep = try #require(FileBytes.status(host.root.makeFolder("sys/fs/cgroup\(place)/a.slice/b.scope"))).inode
        let names = CgroupNames(root: host.root.path)
        #expect(names.path(of: root) == "/")
        #expect(names.path(of: deep) == "/a.slice/b.scope")
        #expect(names.path(of: 1) == nil)
        #expect(CgroupNames(root: host.root("nothing")).path(of: root) == nil)
    }

    @Test("is the container of its owner, by the cgroup, where its files are its own")
    func container() throws {
        host.root.makeFolder("sys/fs/cgroup/machine.slice")
        host.rows = [.listener("0.0.0.0", 14711, inode: 1)]
        host.add(10, sockets: [3: 1], cgroup: "/system.slice/docker-\(id).scope", mountNamespace: 7)
        let (describer, listener) = try first()
        let container = try #require(describer.container(listener))
        #expect(container.id == id)
        #expect(container.title == "0123456789ab")
        #expect(container.engine == "docker")
        #expect(describer.unit(listener) == nil)
    }

    @Test("is no container for a process in our own mount namespace")
    func noContainer() throws {
        host.root.makeFolder("sys/fs/cgroup/machine.slice")
        host.rows = [.listener("0.0.0.0", 14711, inode: 1)]
        host.add(10, sockets: [3: 1], cgroup: "/docker/\(id)")
        let (describer, listener) = try first()
        #expect(describer.container(listener) == nil)
    }

    @Test("is the container behind docker's proxy, by what the proxy was told")
    func proxy() throws {
        host.rows = [.listener("0.0.0.0", 18080, inode: 1)]
        host.add(
            10, "docker-proxy", sockets: [4: 1],
            command: [
                "/usr/bin/docker-proxy", "-proto", "tcp", "-host-ip", "0.0.0.0", "-host-port", "18080", "-container-ip",
                "172.17.0.2", "-container-port", "80",
            ])
        let (describer, listener) = try first()
        let container = try #require(describer.container(listener))
        #expect(container.title == "172.17.0.2")
        #expect(container.innerPort == 80)
        #expect(container.id == nil)
    }

    @Test("has a title whatever is known of a container")
    func titles() {
        #expect(ContainerIdentity(id: id, name: "web").title == "web")
        #expect(ContainerIdentity(id: id).title == "0123456789ab")
        #expect(ContainerIdentity().title == "of an engine that may not be asked")
    }

    @Test("is the project its owner works in")
    func project() throws {
        host.rows = [.listener("127.0.0.1", 14711, inode: 1)]
        host.root.write("src/shop/.git/HEAD", "ref: refs/heads/fix-auth\n")
        host.add(10, sockets: [3: 1], directory: "/src/shop/api")
        let (describer, listener) = try first()
        let project = try #require(describer.project(listener))
        #expect(project.name == "shop")
        #expect(project.root == "/src/shop")
        #expect(project.branch == "fix-auth")
    }

    @Test("is found once and kept until the process goes")
    func kept() throws {
        host.rows = [.listener("127.0.0.1", 14711, inode: 1)]
        host.add(10, sockets: [3: 1], cgroup: "/system.slice/one.service")
        let (describer, listener) = try first()
        #expect(describer.unit(listener) == "one.service")
        let process = try #require(listener.mainOwner?.process)
        process.cgroups = ["": "/system.slice/two.service"]
        #expect(describer.place(process).unit == "one.service")
        describer.keep([10])
        #expect(describer.place(process).unit == "one.service")
        describer.keep([])
        #expect(describer.place(process).unit == "two.service")
    }

    @Test("is started again by its engine, its unit or the program above it")
    func restartHabits() throws {
        host.root.makeFolder("sys/fs/cgroup/machine.slice")
        host.add(10, cgroup: "/docker/\(id)", mountNamespace: 7)
        host.add(11, cgroup: "/system.slice/quay.service")
        host.add(12, cgroup: "/user.slice/user-1000.slice/session-3.scope")
        let (describer, survey) = describer()
        let none = Cause(chain: [])
        let supervised = Cause(chain: [CauseLink(pid: 5, name: "nodemon", kind: .supervisor)])
        func habit(_ pid: Int32, _ cause: Cause) -> RestartHabit? {
            describer.restartHabit(survey.book.record(pid), cause: cause)
        }
        #expect(habit(10, none) == RestartHabit(by: "container", name: "0123456789ab"))
        #expect(habit(11, supervised) == RestartHabit(by: "systemd", name: "quay.service"))
        #expect(habit(12, supervised) == RestartHabit(by: "supervisor", name: "nodemon (pid 5)"))
        #expect(habit(12, none) == nil)
    }
}

@Suite("What starts a process again")
struct RestartHabitTests {
    @Test("is read from systemctl's lines")
    func show() {
        #expect(
            RestartHabit(
                unit: "quay.service", show: "Restart=on-failure\nNRestarts=3\nTriggeredBy=quay.socket a.timer\n")
                == RestartHabit(
                    by: "systemd", name: "quay.service", policy: "on-failure", restarts: 3,
                    triggeredBy: "quay.socket a.timer"))
    }

    @Test(
        "is only a name where the lines say nothing",
        arguments: ["", "\n\n", "Restart=\nNRestarts=\nTriggeredBy=\n", "garbage", "restart=always", "Other=1\n=\n"])
    func nothing(text: String) {
        #expect(RestartHabit(unit: "a.service", show: text) == RestartHabit(by: "systemd", name: "a.service"))
    }

    @Test("keeps an equals sign in a value, and no count that is none")
    func odd() {
        let habit = RestartHabit(unit: "a", show: "Restart=a=b\nNRestarts=many\n")
        #expect(habit.policy == "a=b")
        #expect(habit.restarts == nil)
    }

    @Test("is only a name where systemd does not run")
    func withoutSystemd() {
        let root = TemporaryFolder()
        #expect(
            RestartHabit.ofUnit("quay.service", isUser: true, root: root.path)
                == RestartHabit(by: "systemd", name: "quay.service"))
    }
}
