import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

@Suite("What container engines say")
struct ContainerLookTests {
    private let host = FakeHost()
    private let id = String(repeating: "ab", count: 32)

    private func picture(_ environment: [String: String] = [:]) -> ContainerPicture {
        // 2026-05-01T10:01:40Z
        ContainerLook(host.machine, environment: environment, clock: { 1_777_629_700 }).picture()
    }

    private func engine(_ socket: String, state: String, network: String = "{}", host configuration: String = "{}")
        -> FakeEngine
    {
        host.root.makeFolder("var/run")
        return FakeEngine(
            host.root(socket),
            [
                "/containers/json?all=1":
                    #"[{"Id": "\#(id)", "Names": ["/web"], "Image": "nginx:1", "State": "running", "Ports": []}]"#,
                "/containers/\(id)/json":
                    #"{"State": \#(state), "RestartCount": 4, "Config": {"Image": "nginx:1", "ExposedPorts": {"80/tcp": {}}}, "#
                    + #""NetworkSettings": \#(network), "HostConfig": \#(configuration)}"#,
            ])
    }

    @Test("of one that runs: ports, address, and what listens inside")
    func running() throws {
        host.proc.add(130, name: "nginx", namespaces: ["net": 7])
        host.proc.folder.write(
            "130/net/tcp",
            "  sl  local_address rem_address   st\n"
                + "   0: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 900 1\n")
        let server = engine(
            "var/run/docker.sock", state: #"{"Status": "running", "Pid": 130, "ExitCode": 0}"#,
            network: #"{"Ports": {"80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "8080"}], "81/tcp": null}, "#
                + #""Networks": {"bridge": {"IPAddress": "172.17.0.2"}}}"#)
        defer { withExtendedLifetime(server) {} }
        let found = picture()
        #expect(found.engine == .answered && found.socket == "/var/run/docker.sock")
        let container = try #require(found.containers.first)
        #expect(container.name == "web" && container.state == "running" && container.pid == 130)
        #expect(container.exitCode == nil && container.restarts == 4 && container.exposed == [80])
        #expect(container.publishes == [.init(hostAddress: "127.0.0.1", hostPort: 8080, containerPort: 80)])
        #expect(container.address == "172.17.0.2")
        #expect(container.listening?.map(\.endpoint) == [Endpoint(.tcp, .unspecifiedV4, 80)])
    }

    @Test("of one that ended: how, when, and which ports it would have")
    func ended() throws {
        let server = engine(
            "var/run/docker.sock",
            state:
                #"{"Status": "exited", "Pid": 0, "ExitCode": 137, "OOMKilled": true, "FinishedAt": "2026-05-01T12:00:00.5+02:00"}"#,
            host: #"{"PortBindings": {"80/tcp": [{"HostIp": "", "HostPort": "8080"}]}}"#)
        defer { withExtendedLifetime(server) {} }
        let container = try #require(picture().containers.first)
        #expect(container.state == "exited" && container.exitCode == 137 && container.isOutOfMemory)
        #expect(container.sinceExit == 100 && container.pid == 0 && container.listening == nil)
        #expect(container.publishes == [.init(hostAddress: "", hostPort: 8080, containerPort: 80)])
    }

    @Test("no engine is none; one that is installed and not there is not reachable")
    func absent() {
        #expect(picture() == ContainerPicture(.absent))
        host.root.write("usr/bin/dockerd", "")
        guard case .unreachable(let reason) = picture().engine else { return #expect(Bool(false)) }
        #expect(reason.contains("/var/run/docker.sock is not there"))
    }

    @Test("what was chosen and does not answer is said, by environment or context")
    func chosen() {
        let found = picture(["DOCKER_HOST": "unix:///run/none.sock"])
        #expect(found.engine == .unreachable("/run/none.sock is not there (DOCKER_HOST)"))
        #expect(found.socket == "/run/none.sock")
        guard case .unreachable(let reason) = picture(["DOCKER_HOST": "tcp://10.0.0.1:2375"]).engine else {
            return #expect(Bool(false))
        }
        #expect(reason.contains("tcp://10.0.0.1:2375"))
        host.root.write("home/ada/.docker/config.json", #"{"currentContext": "colima"}"#)
        host.root.write(
            "home/ada/.docker/contexts/meta/0f/meta.json",
            #"{"Name": "colima", "Endpoints": {"docker": {"Host": "unix:///home/ada/.colima/docker.sock"}}}"#)
        #expect(
            picture(["HOME": "/home/ada"]).engine
                == .unreachable("/home/ada/.colima/docker.sock is not there (context colima)"))
    }

    @Test("a socket with nobody behind it is dead, and a file is no engine")
    func dead() {
        host.root.makeFolder("var/run")
        var server: FakeEngine? = FakeEngine(host.root("var/run/docker.sock"), [:])
        #expect(
            picture().engine == .unreachable("/var/run/docker.sock does not answer like a container engine"))
        withExtendedLifetime(server) {}
        server = nil
        #expect(picture().engine == .unreachable("nobody listens on /var/run/docker.sock"))
    }
}
