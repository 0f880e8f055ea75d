import Foundation
import TestSupport
import Testing

/// Programs as people run them, told by `ls` and `who` of the built program. Nothing connects to a debugger's door.
@Suite("A real program", .requires("ostia"))
struct RealProgramTests {
    private let ostia = CLI()

    private func ask(_ arguments: String..., environment: [String: String] = [:]) throws -> Document {
        let answer = try ostia.run(arguments + ["--json"], environment: environment)
        guard answer.code == 0 else { throw TestFailure("exit \(answer.code): \(answer.error)") }
        return try answer.json()
    }

    /// The one listener of a port, after a look at what holds for every program that listens on loopback.
    private func listener(_ port: UInt16, environment: [String: String] = [:]) throws -> Document {
        let all = try ask("ls", "\(port)", environment: environment)["listeners"].items
        let one = try #require(all.count == 1 ? all.first : nil, "\(all.count) listeners on \(port)")
        #expect(one["transport"].string == "tcp")
        // Java's one socket for both families shows an IPv4 address as mapped.
        #expect(["127.0.0.1", "::ffff:127.0.0.1"].contains(one["address"].string))
        #expect(one["port"].int == Int(port))
        #expect(one["exposure"].string == "loopback")
        #expect(one["unknown_owner_reason"].isNull)
        #expect(one["accept_queue"]["now"].int == 0)
        return one
    }

    private func pids(_ listener: Document) -> [Int32] {
        listener["owners"].items.compactMap { $0["pid"].int.map(Int32.init) }
    }

    @Test("PostgreSQL, and who is connected to it", .requires("initdb", "postgres", "psql"))
    func postgres() throws {
        let port = Ports.free()
        let server = try Servers.postgres(port: port)
        let client = try RealProgram(
            "psql", ["-h", "127.0.0.1", "-p", "\(port)", "-U", "postgres", "-c", "select pg_sleep(600)"])
        let one = try listener(port)
        #expect(pids(one) == [server.id])
        #expect(one["owners"][0]["name"].string == "postgres")
        #expect(one["what"]["id"].string == "postgresql")
        if geteuid() == 0 { #expect(one["owners"][0]["user"].string == "postgres") }
        #expect(
            eventually {
                // The backend that serves it is a child of the process that listens.
                let clients = (try? ask("who", "\(port)"))?["processes"][0]["clients"].items ?? []
                return clients.contains { connection in
                    let ends = [connection["owners"], connection["peer"]["owners"]].flatMap(\.items)
                    return ends.contains { $0["pid"].int == Int(client.id) }
                }
            }, "the client is named as connected")
    }

    @Test("Redis", .requires("redis-server"))
    func redis() throws {
        let port = Ports.free()
        let server = try Servers.redis(port: port)
        let one = try listener(port)
        #expect(pids(one) == [server.id])
        #expect(one["what"]["id"].string == "redis")
        #expect(one["owners"][0]["working_directory"].string == server.folder.path)
    }

    @Test("nginx, a master and its workers", .requires("nginx"))
    func nginx() throws {
        let port = Ports.free()
        let server = try Servers.nginx(port: port)
        #expect(eventually { (try? listener(port)).map { pids($0).count } == 3 })
        let one = try listener(port)
        #expect(pids(one).contains(server.id))
        #expect(one["what"]["id"].string == "nginx")
        let brief = try ostia("who", "\(port)", "--brief")
        #expect(brief.code == 0)
        #expect(brief.output.contains("\(server.id)"))
    }

    @Test("Node, its project and its inspector", .requires("node"))
    func node() throws {
        let (port, inspector) = (Ports.free(), Ports.free())
        let server = try Servers.node(port: port, inspect: inspector)
        let one = try listener(port)
        #expect(pids(one) == [server.id])
        #expect(one["what"]["id"].string == "node")
        #expect(one["owners"][0]["command"].items.last?.string == "server.js")
        let door = try listener(inspector)
        #expect(pids(door) == [server.id])
        #expect(door["what"]["kind"].string == "debugger")
        let process = try ask("who", "\(port)")["processes"][0]
        #expect(process["environment"]["SHOP_PORT"].string == "\(port)")
        #expect(process["listeners"].items.compactMap { $0["port"].int }.contains(Int(inspector)))
        #expect(!server.log.contains("Debugger attached"))
    }

    @Test("Flask", .requires("python3", .pythonModule("flask")))
    func flask() throws {
        let port = Ports.free()
        let server = try Servers.flask(port: port)
        let one = try listener(port)
        #expect(pids(one) == [server.id])
        #expect(one["what"]["id"].string == "flask")
        let output = try ask("who", "\(port)")["processes"][0]["output"].items
        #expect(output.contains { $0["target"].string == server.folder("log") }, "its output goes to a file")
    }

    @Test("a JVM and its debugger's door", .requires("java", "javac"))
    func java() throws {
        let (port, debug) = (Ports.free(), Ports.free())
        let server = try Servers.java(port: port, debug: debug)
        let one = try listener(port)
        #expect(pids(one) == [server.id])
        let words = [one["what"]["title"].string, one["what"]["detail"].string]
        #expect(words.contains { $0?.contains("Shop") == true }, "the main class is named")
        let door = try listener(debug)
        #expect(pids(door) == [server.id])
        #expect(door["what"]["id"].string == "jdwp")
        #expect(door["what"]["kind"].string == "debugger")
        // A bare connection would make the JVM print a failed handshake.
        _ = try ask("who", "\(debug)")
        _ = try ask("explain", "\(debug)", "--offline")
        #expect(!server.log.contains("handshake failed"))
    }

    @Test("OpenSSH and a forward through it", .requires("sshd", "ssh", "ssh-keygen", .root))
    func ssh() throws {
        let (port, target, local) = (Ports.free(), Ports.free(), Ports.free())
        let behind = try Servers.redis(port: target)
        let server = try Servers.sshd(port: port)
        let client = try Servers.forward(local, to: target, through: server, port: port)
        #expect(pids(try listener(port)).contains(server.id))
        let behindDoor = try listener(port)["what"]
        #expect(behindDoor["id"].string == "sshd")
        let one = try listener(local)
        #expect(pids(one) == [client.id])
        #expect(one["what"]["kind"].string == "tunnel")
        #expect(one["what"]["detail"].string?.contains("\(target)") == true)
        withExtendedLifetime(behind) {}
    }

    @Test(
        "a container's published port behind its proxy",
        .requires("dockerd", "docker", "docker-proxy", "busybox", "ip", "nsenter", .root))
    func docker() throws {
        let engine = try DockerEngine()
        let cli = CLI(in: engine.network)
        let started = try engine.docker(
            "run", "-d", "--name", "shop-web", "-p", "127.0.0.1:18080:80", "box", "/bin/busybox", "httpd", "-f",
            "-p", "80")
        #expect(started.code == 0, "\(started.error)")
        let answer = try cli("ls", "18080", "--json", environment: engine.environment).json()
        let one = answer["listeners"][0]
        #expect(one["owners"][0]["name"].string == "docker-proxy")
        #expect(one["container"]["name"].string == "shop-web")
        #expect(one["container"]["image"].string == "box")
        #expect(one["container"]["inner_port"].int == 80)
        #expect(one["exposure"].string == "loopback")
        let told = try cli("who", "18080", environment: engine.environment)
        #expect(told.code == 0)
        #expect(told.output.contains("shop-web"))
        // Without the engine what is known is still said.
        let blind = try cli("ls", "18080", "--json", environment: ["DOCKER_HOST": "unix:///nonexistent"]).json()
        #expect(blind["listeners"][0]["owners"][0]["name"].string == "docker-proxy")
    }
}
