import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Inventory

private let web = String(repeating: "0123456789abcdef", count: 4)
private let database = String(repeating: "fedcba9876543210", count: 4)

private let list = """
    [{"Id":"\(web)","Names":["/shop-web-1"],"Image":"nginx:1","State":"running",
      "Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"web",
        "com.docker.compose.project.working_dir":"/home/ada/shop"},
      "Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},
        {"IP":"127.0.0.1","PrivatePort":53,"PublicPort":8080,"Type":"udp"}],
      "NetworkSettings":{"Networks":{"a":{"IPAddress":"172.17.0.2"}}}},
     {"Id":"\(database)","Names":["/shop-db-1"],"Image":"postgres:15","State":"running","Labels":{},"Ports":[],
      "NetworkSettings":{"Networks":{"a":{"IPAddress":"172.17.0.3"}}}}]
    """

/// An engine of the test's own behind the socket where Docker's would be.
@Suite("What the engine knows of a container")
struct ContainerLookupTests {
    private let host = FakeHost()
    private let server: EngineServer

    init() {
        host.root.makeFolder("var/run")
        host.root.makeFolder("sys/fs/cgroup/docker/\(web)")
        server = EngineServer(host.root("var/run/docker.sock")) { line in
            switch line {
            case "GET /containers/json HTTP/1.1": EngineServer.json(list)
            case "GET /containers/\(web)/json HTTP/1.1":
                EngineServer.json(#"{"HostConfig":{"RestartPolicy":{"Name":"unless-stopped"}}}"#)
            default: EngineServer.json(#"{"message":"No such container"}"#, status: "404 Not Found")
            }
        }
    }

    private func container(of rows: SocketRow...) throws -> ContainerIdentity? {
        host.rows = rows
        let survey = Survey(host.machine, memory: nil)
        return Describer(survey, environment: host.environment).container(try #require(try survey.listeners().first))
    }

    private func proxy(_ port: UInt16, to address: String, _ inner: UInt16) -> [String] {
        [
            "/usr/bin/docker-proxy", "-proto", "tcp", "-host-ip", "0.0.0.0", "-host-port", "\(port)", "-container-ip",
            address, "-container-port", "\(inner)",
        ]
    }

    @Test("names a container by the id of its processes' group")
    func byGroup() throws {
        host.add(10, sockets: [3: 1], cgroup: "/docker/\(web)", mountNamespace: 7)
        let found = try #require(try container(of: .listener("0.0.0.0", 80, inode: 1)))
        #expect(found.id == web)
        #expect(found.name == "shop-web-1")
        #expect(found.title == "shop-web-1")
        #expect(found.image == "nginx:1")
        #expect(found.composeProject == "shop")
        #expect(found.composeService == "web")
        #expect(found.projectDirectory == "/home/ada/shop")
        #expect(found.engine == "docker")
        // Its process listens inside: no port is published for it here.
        #expect(found.innerPort == nil)
    }

    @Test("names the container behind a published port, and the port inside")
    func published() throws {
        host.add(10, "docker-proxy", sockets: [4: 1], command: proxy(8080, to: "172.17.0.2", 80))
        let found = try #require(try container(of: .listener("0.0.0.0", 8080, inode: 1)))
        #expect(found.name == "shop-web-1")
        #expect(found.innerPort == 80)
    }

    @Test("tells a port of TCP from the same of UDP")
    func transports() throws {
        host.add(10, "docker-proxy", sockets: [4: 1])
        #expect(try container(of: .udp("127.0.0.1", 8080, inode: 1))?.innerPort == 53)
        #expect(try container(of: .listener("127.0.0.1", 8080, inode: 1))?.innerPort == 80)
        #expect(try container(of: .udp("192.168.1.20", 8080, inode: 1)) == nil)
    }

    /// The engine's list may lack the port (Swarm, an engine in an engine); the proxy was told the address.
    @Test("names a container by the address its proxy leads to")
    func byAddress() throws {
        host.add(10, "docker-proxy", sockets: [4: 1], command: proxy(15432, to: "172.17.0.3", 5432))
        let found = try #require(try container(of: .listener("0.0.0.0", 15432, inode: 1)))
        #expect(found.id == database)
        #expect(found.name == "shop-db-1")
        #expect(found.innerPort == 5432)
    }

    @Test("is not needed for what the proxy itself was told")
    func unknownAddress() throws {
        host.add(10, "docker-proxy", sockets: [4: 1], command: proxy(9999, to: "172.17.0.99", 99))
        let found = try #require(try container(of: .listener("0.0.0.0", 9999, inode: 1)))
        #expect(found.id == nil)
        #expect(found.title == "172.17.0.99")
        #expect(found.innerPort == 99)
        #expect(found.engine == nil)
    }

    @Test(
        "is asked about the ports of programs that hold them for a container, and about no other's",
        arguments: [
            ("dockerd", true), ("rootlessport", true), ("rootlesskit", true), ("slirp4netns", true), ("pasta", true),
            ("pasta.avx2", true), ("conmon", true), ("nginx", false), ("docker", false),
        ])
    func publishers(name: String, isPublisher: Bool) throws {
        host.add(10, name, sockets: [4: 1])
        let found = try container(of: .listener("0.0.0.0", 8080, inode: 1))
        #expect(found?.name == (isPublisher ? "shop-web-1" : nil))
        #expect(try container(of: .listener("0.0.0.0", 8081, inode: 1)) == nil)
    }

    @Test("tells who starts the container again, and nothing of one it does not know")
    func restart() {
        host.add(10, cgroup: "/docker/\(web)", mountNamespace: 7)
        host.add(11, cgroup: "/docker/\(String(repeating: "a", count: 64))", mountNamespace: 8)
        host.add(12, cgroup: "/docker/\(database)", mountNamespace: 9)
        let survey = Survey(host.machine, memory: nil)
        let describer = Describer(survey, environment: host.environment)
        func habit(_ pid: Int32) -> RestartHabit? {
            describer.restartHabit(survey.book.record(pid), cause: Cause(chain: []))
        }
        #expect(habit(10) == RestartHabit(by: "container", name: "shop-web-1", policy: "unless-stopped"))
        #expect(habit(11) == RestartHabit(by: "container", name: "aaaaaaaaaaaa"))
        #expect(habit(12) == RestartHabit(by: "container", name: "shop-db-1"))
    }

    @Test(
        "leaves a container that no engine tells of with what its group says",
        arguments: [
            ("/docker/", "docker"), ("/system.slice/docker-", "docker"), ("/machine.slice/libpod-", "podman"),
            ("/kubepods/pod1/", nil),
        ] as [(String, String?)])
    func unknown(prefix: String, engine: String?) throws {
        let id = String(repeating: "b", count: 64)
        host.add(10, sockets: [3: 1], cgroup: prefix + id + (prefix.hasSuffix("-") ? ".scope" : ""), mountNamespace: 7)
        let found = try #require(try container(of: .listener("0.0.0.0", 80, inode: 1)))
        #expect(found.id == id)
        #expect(found.name == nil)
        #expect(found.title == "bbbbbbbbbbbb")
        #expect(found.engine == engine)
    }
}
