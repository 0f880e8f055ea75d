import LinuxKernel
import TestSupport
import Testing

@testable import Inventory

private let id = String(repeating: "0123456789abcdef", count: 4)

@Suite("Traces of containers in the control groups")
struct ContainerTracesTests {
    private let host = FakeHost()

    private func exist(below hierarchy: String = "/sys/fs/cgroup", _ folders: String...) -> Bool {
        for folder in folders { host.root.makeFolder("\(hierarchy.dropFirst())/\(folder)") }
        return ContainerTraces.exist(host.machine)
    }

    @Test("are none on a machine that has no control groups to read")
    func nothing() {
        #expect(!ContainerTraces.exist(host.machine))
        #expect(!exist())
    }

    @Test(
        "are none where only the system's own groups are",
        arguments: [
            "system.slice", "system.slice/nginx.service", "system.slice/docker.service", "system.slice/docker.socket",
            "system.slice/containerd.service", "init.scope", "dev-hugepages.mount", "sys-kernel-debug.mount",
            "proc-sys-fs-binfmt_misc.mount", "system.slice/docker-short.scope",
        ])
    func system(folder: String) {
        #expect(!exist(folder))
    }

    @Test(
        "are none where an engine stopped and left its folder",
        arguments: ["docker", "libpod_parent", "containerd", "docker/buildkit", "libpod_parent/conmon", "lxc"])
    func left(folder: String) {
        #expect(!exist(folder))
    }

    @Test(
        "are a container's own folder, however its engine names it",
        arguments: [
            "docker/\(id)", "system.slice/docker-\(id).scope", "system.slice/libpod-\(id).scope",
            "system.slice/nerdctl-\(id).scope", "libpod_parent/\(id)", "libpod_parent/libpod-\(id)", "lxc/shop",
            "lxc.payload/shop", "containerd/\(id)", "actions_job/\(id)",
        ])
    func container(folder: String) {
        #expect(exist(folder))
    }

    @Test(
        "are taken for granted where containers lie deeper than a look goes",
        arguments: [
            "user.slice", "machine.slice", "kubepods", "kubepods.slice", "kubepods-burstable.slice", "lxc.payload.shop",
            "lxc.monitor.shop", "garden",
        ])
    func deeper(folder: String) {
        #expect(exist(folder))
    }

    @Test(
        "are found in every hierarchy, of version 1 and 2",
        arguments: ["/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/pids"])
    func hierarchies(hierarchy: String) {
        #expect(exist(below: hierarchy, "docker/\(id)"))
    }

    /// Engines write to every hierarchy of version 1; one is read.
    @Test("are not looked for in further hierarchies", arguments: ["memory", "cpu,cpuacct", "freezer"])
    func others(hierarchy: String) {
        #expect(!exist(below: "/sys/fs/cgroup/\(hierarchy)", "docker/\(id)"))
    }

    @Test("decide whether a process is asked for its container at all")
    func gate() throws {
        host.rows = [.listener("0.0.0.0", 14711, inode: 1)]
        host.add(10, sockets: [3: 1], cgroup: "/docker/\(id)", mountNamespace: 7)
        func container() throws -> ContainerIdentity? {
            let survey = Survey(host.machine, memory: nil)
            let describer = Describer(survey, environment: host.environment)
            return describer.container(try #require(try survey.listeners().first))
        }
        #expect(try container() == nil)
        host.root.makeFolder("sys/fs/cgroup/docker/\(id)")
        #expect(try container()?.id == id)
    }
}
