import Endpoints
import Testing

@testable import Inventory

private let id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

@Suite struct CgroupPlaceTests {
    @Test(arguments: [
        ("/docker/\(id)", "docker"),
        ("/system.slice/docker-\(id).scope", "docker"),
        ("/system.slice/docker-\(id).scope/init.scope", "docker"),
        ("/user.slice/user-1000.slice/user@1000.service/user.slice/docker-\(id).scope", "docker"),
        ("/docker/\(id)/system.slice/nginx.service", "docker"),
        ("/actions_job/\(id)", "docker"),
        ("/machine.slice/libpod-\(id).scope", "podman"),
        ("/machine.slice/libpod-\(id).scope/container", "podman"),
        ("/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-\(id).scope", "podman"),
        ("/libpod_parent/libpod-\(id)", "podman"),
        (
            "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod12.slice/cri-containerd-\(id).scope",
            "kubernetes"
        ),
        ("/kubepods/besteffort/pod1-2-3/\(id)", "kubernetes"),
        ("/kubepods.slice/kubepods-pod1.slice/crio-\(id).scope", "kubernetes"),
        ("/system.slice/containerd.service/kubepods-pod1.slice:cri-containerd:\(id)", "kubernetes"),
        ("/system.slice/nerdctl-\(id).scope", "containerd"),
        ("/default/\(id)", "containerd"),
        ("/../../docker/\(id)", "docker"),
    ])
    func numberedContainers(_ path: String, _ engine: String) {
        let place = CgroupPlace(path: path)
        #expect(place.container == CgroupPlace.ContainerReference(engine: engine, id: id))
        #expect(place.container?.shortID == "0123456789ab")
        #expect(place.unit == nil)
        #expect(!place.isUserUnit)
    }

    @Test(arguments: [
        ("/lxc/web", "lxc", "web"), ("/lxc.payload.web", "lxc", "web"),
        ("/lxc.payload.web/system.slice/a.service", "lxc", "web"),
        ("/lxc.payload/web", "lxc", "web"), ("/garden/a1b2-c3", "garden", "a1b2-c3"),
        ("/machine.slice/machine-my\\x2dbox.scope", "nspawn", "my-box"),
    ])
    func namedContainers(_ path: String, _ engine: String, _ name: String) {
        let place = CgroupPlace(path: path)
        #expect(place.container == CgroupPlace.ContainerReference(engine: engine, id: name))
        #expect(place.container?.shortID == name)
        #expect(place.unit == nil)
    }

    @Test(
        arguments: [
            ("/system.slice/nginx.service", "nginx.service", nil, false),
            (
                "/system.slice/system-postgresql.slice/postgresql@15-main.service", "postgresql@15-main.service", nil,
                false
            ),
            ("/system.slice/foo.service/worker", "foo.service", nil, false),
            ("/system.slice/docker.service", "docker.service", nil, false),
            ("/init.scope", "init.scope", nil, false),
            ("/_cgroup.service", "cgroup.service", nil, false),
            ("/user.slice/user-1000.slice/user@1000.service/app.slice/app-foo.service", "app-foo.service", 1000, true),
            (
                "/user.slice/user-1000.slice/user@1000.service/app.slice/vte-spawn-1.scope", "vte-spawn-1.scope", 1000,
                true
            ),
            ("/user.slice/user-1000.slice/user@1000.service/init.scope", "init.scope", 1000, true),
            ("/user.slice/user-1000.slice/user@1000.service", "user@1000.service", 1000, false),
            ("/machine.slice/libpod-conmon-\(id).scope", "libpod-conmon-\(id).scope", nil, false),
            ("/system.slice/docker-short.scope", "docker-short.scope", nil, false),
        ] as [(String, String, UInt32?, Bool)])
    func units(_ path: String, _ unit: String, _ user: UInt32?, _ isUserUnit: Bool) {
        #expect(CgroupPlace(path: path) == CgroupPlace(unit: unit, isUserUnit: isUserUnit, user: user))
    }

    @Test func sessions() {
        #expect(
            CgroupPlace(path: "/user.slice/user-1000.slice/session-3.scope") == CgroupPlace(session: "3", user: 1000))
        #expect(
            CgroupPlace(path: "/user.slice/user-0.slice/session-c1.scope") == CgroupPlace(session: "c1", user: 0))
    }

    @Test(arguments: ["", "/", "/user.slice", "/docker", "/docker/short", "//..//", "/.scope/.service", "garbage"])
    func nothing(_ path: String) { #expect(CgroupPlace(path: path).container == nil) }

    @Test func hierarchies() {
        #expect(CgroupPlace(hierarchies: ["": "/system.slice/a.service"]).unit == "a.service")
        #expect(CgroupPlace(hierarchies: ["": "/", "name=systemd": "/system.slice/a.service"]).unit == "a.service")
        #expect(CgroupPlace(hierarchies: ["pids": "/docker/\(id)", "cpu": "/x"]).container?.engine == "docker")
        #expect(CgroupPlace(hierarchies: [:]) == CgroupPlace())
    }

    @Test(arguments: [
        ("app-org.gnome.Terminal\\x2dx.service", "app-org.gnome.Terminal-x.service"), ("plain", "plain"),
        ("a\\x2", "a\\x2"),
        ("a\\x", "a\\x"), ("a\\\\", "a\\\\"), ("\\xzz", "\\xzz"), ("\\xff", "\\xff"), ("\\xc3\\xa4", "ä"),
    ])
    func escapedNames(_ name: String, _ plain: String) {
        #expect(CgroupPlace.unescape(name) == plain)
        #expect(CgroupPlace(unit: name).unitTitle == plain)
    }
}

@Suite struct DockerProxyTests {
    private let line = "-proto tcp -host-ip 127.0.0.1 -host-port 8080 -container-ip 172.17.0.2 -container-port 80"

    private func read(_ line: String) -> DockerProxy? {
        DockerProxy(arguments: line.split(separator: " ").map(String.init))
    }

    @Test func bothEnds() throws {
        let proxy = try #require(read("/usr/bin/docker-proxy " + line))
        #expect("\(proxy.host)" == "tcp 127.0.0.1:8080")
        #expect("\(proxy.container)" == "tcp 172.17.0.2:80")
        #expect(read(line + " -use-listen-fd") == proxy)
        #expect(
            read("--proto=tcp --host-ip=127.0.0.1 --host-port=8080 --container-ip=172.17.0.2 --container-port=80")
                == proxy)
    }

    @Test func bothFamiliesAndTransports() throws {
        let proxy = try #require(
            read("-proto udp -host-ip :: -host-port 53 -container-ip fd00::2 -container-port 5353"))
        #expect("\(proxy.host)" == "udp [::]:53")
        #expect("\(proxy.container)" == "udp [fd00::2]:5353")
    }

    @Test(arguments: [
        "", "-proto", "-proto sctp -host-ip 1.1.1.1 -host-port 1 -container-ip 1.1.1.1 -container-port 1",
        "-host-port 1 -container-port 1", "-host-port 99999 -container-ip 1.1.1.1 -container-port 1",
        "-host-ip x -host-port 1 -container-ip 1.1.1.1 -container-port 1",
        "-host-port -container-ip 1.1.1.1 -container-port 1",
    ])
    func whatIsNotOne(_ line: String) { #expect(read(line) == nil) }
}
