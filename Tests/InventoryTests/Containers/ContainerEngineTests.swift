import Endpoints
import Glibc
import LinuxKernel
import Testing

@testable import Inventory

private let list = #"""
    [{"Id":"abcdef0123456789abcdef","Names":["/shop-web-1"],"Image":"nginx:1","State":"running",
      "Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"web",
        "com.docker.compose.project.working_dir":"/home/ada/shop"},
      "Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},
        {"IP":"::","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},
        {"IP":"127.0.0.1","PrivatePort":53,"PublicPort":5353,"Type":"udp"},
        {"PrivatePort":443,"Type":"tcp"},{"PrivatePort":1,"PublicPort":99999,"Type":"tcp"},
        {"IP":"0.0.0.0","PrivatePort":1,"PublicPort":2,"Type":"sctp"}],
      "NetworkSettings":{"Networks":{"b":{"IPAddress":"172.18.0.2"},"a":{"IPAddress":"172.17.0.3","GlobalIPv6Address":""}}}},
     {"Id":"ffff","Names":null,"Labels":null,"Ports":null},
     {"Names":["/no-id"]}, 7]
    """#

@Suite struct ContainerTests {
    private func containers() throws -> [Container] {
        try #require(JSONValue(text: list)?.array).compactMap { Container($0) }
    }

    @Test func theEnginesList() throws {
        let all = try containers()
        #expect(all.count == 2)
        #expect(
            all[0]
                == Container(
                    id: "abcdef0123456789abcdef", name: "shop-web-1", image: "nginx:1", state: "running",
                    project: "shop", service: "web", projectDirectory: "/home/ada/shop",
                    ports: [
                        .init(.unspecifiedV4, 8080, 80, .tcp), .init(.unspecifiedV6, 8080, 80, .tcp),
                        .init(.loopbackV4, 5353, 53, .udp),
                    ],
                    addresses: [.v4(IPv4Address(172, 17, 0, 3)), .v4(IPv4Address(172, 18, 0, 2))]))
        #expect(all[0].shortID == "abcdef012345")
        #expect(all[1] == Container(id: "ffff", name: "", state: ""))
    }

    @Test func whatIsPublished() throws {
        let web = try containers()[0]
        #expect(web.publishes(Endpoint(.tcp, .loopbackV4, 8080)))
        #expect(web.publishes(Endpoint(.tcp, .unspecifiedV6, 8080)))
        #expect(web.publishes(Endpoint(.udp, .loopbackV4, 5353)))
        #expect(!web.publishes(Endpoint(.udp, .loopbackV4, 8080)))
        #expect(!web.publishes(Endpoint(.udp, .v4(IPv4Address(192, 168, 0, 2)), 5353)))
        #expect(!web.publishes(Endpoint(.tcp, .loopbackV4, 80)))
    }

    @Test func details() throws {
        let json = try #require(
            JSONValue(
                text:
                    #"{"State":{"Pid":4711},"HostConfig":{"RestartPolicy":{"Name":"unless-stopped"}},"NetworkSettings":{"Networks":{"a":{"IPAddress":"10.0.0.2"}}}}"#
            ))
        #expect(
            ContainerDetails(json)
                == ContainerDetails(
                    restartPolicy: "unless-stopped", addresses: [.v4(IPv4Address(10, 0, 0, 2))], processID: 4711))
        #expect(ContainerDetails(.object([:])) == ContainerDetails(restartPolicy: "no"))
        #expect(ContainerDetails(.array([])) == nil)
    }
}

@Suite struct ContainerEngineTests {
    private let box = Sandbox()

    private func engine(_ answer: @escaping @Sendable (String) -> EngineServer.Script) -> (
        EngineServer, ContainerEngine
    ) {
        let server = EngineServer(box.path + "/engine.sock", answer: answer)
        return (server, ContainerEngine(UnixHTTP(path: server.path, timeout: 10)))
    }

    @Test func containersAndDetailsAreAskedForByTheirPaths() throws {
        let (server, engine) = engine { line in
            switch line {
            case "GET /containers/json HTTP/1.1": EngineServer.json(list)
            case "GET /containers/web/json HTTP/1.1":
                EngineServer.json(#"{"HostConfig":{"RestartPolicy":{"Name":"always"}}}"#)
            default: EngineServer.json(#"{"message":"No such container"}"#, status: "404 Not Found")
            }
        }
        #expect(try engine.containers().map(\.name) == ["shop-web-1", ""])
        #expect(try engine.details(of: "web")?.restartPolicy == "always")
        #expect(try engine.details(of: "gone") == nil)
        withExtendedLifetime(server) {}
    }

    @Test func stopping() throws {
        let (server, engine) = engine { line in
            switch line {
            case "POST /containers/web/stop?t=10 HTTP/1.1": [Array("HTTP/1.1 204 No Content\r\n\r\n".utf8)]
            case "POST /containers/old/stop?t=0 HTTP/1.1": [Array("HTTP/1.1 304 Not Modified\r\n\r\n".utf8)]
            default: EngineServer.json(#"{"message":"no"}"#, status: "500 X")
            }
        }
        #expect(try engine.stop("web", grace: 10))
        #expect(try !engine.stop("old", grace: -3))
        #expect(throws: HTTPFailure.malformed("it answered 500: no")) { _ = try engine.stop("bad", grace: 0) }
        withExtendedLifetime(server) {}
    }

    @Test func answersThatAreNoneAreNamed() {
        let (server, engine) = engine { line in
            line.hasPrefix("GET /containers/json") ? EngineServer.json("{}") : EngineServer.json("nonsense")
        }
        #expect(throws: HTTPFailure.malformed("no list of containers")) { _ = try engine.containers() }
        #expect(throws: HTTPFailure.malformed("its answer is no JSON")) { _ = try engine.details(of: "x") }
        withExtendedLifetime(server) {}
    }

    @Test(arguments: [
        ("abc123", "abc123"), ("my-box_1.x", "my-box_1.x"), ("../x", "..%2Fx"), ("a b", "a%20b"),
        ("a?t=1#", "a%3Ft%3D1%23"),
        ("a\r\nX: y", "a%0D%0AX%3A%20y"), ("..", ""), ("ä", "%C3%A4"),
    ])
    func aNameNeverLeavesItsPathSegment(_ name: String, _ encoded: String) {
        #expect(ContainerEngine.encoded(name) == encoded)
    }

    @Test func whereEnginesListen() {
        #expect(ContainerEngine.sockets(environment: [:]) == ["/var/run/docker.sock", "/run/podman/podman.sock"])
        #expect(
            ContainerEngine.sockets(environment: ["DOCKER_HOST": "unix:///x.sock", "XDG_RUNTIME_DIR": "/run/user/1"])
                == [
                    "/x.sock", "/var/run/docker.sock", "/run/user/1/docker.sock", "/run/user/1/podman/podman.sock",
                    "/run/podman/podman.sock",
                ])
        for host in ["tcp://1.2.3.4:2375", "ssh://box", "unix://relative", "", "unix:///var/run/docker.sock"] {
            #expect(
                ContainerEngine.sockets(environment: ["DOCKER_HOST": host]) == [
                    "/var/run/docker.sock", "/run/podman/podman.sock",
                ])
        }
        #expect(ContainerEngine(socket: "/run/podman/podman.sock").command == "podman")
        #expect(ContainerEngine(socket: "/var/run/docker.sock").command == "docker")
    }

    @Test func aSearchTellsSocketsApart() {
        let (server, _) = engine { _ in EngineServer.json(list) }
        let bad = EngineServer(box.path + "/bad.sock") { _ in [Array("SSH-2.0-x\r\n".utf8)] }
        let search = ContainerEngine.search(sockets: [server.path, box.path + "/none.sock", bad.path, server.path])
        #expect(search.containers.map(\.container.id) == ["abcdef0123456789abcdef", "ffff"])
        #expect(search.denied.isEmpty)
        #expect(search.troubled.map(\.socket) == [bad.path])
        withExtendedLifetime((server, bad)) {}
    }
}
