import Diagnosis
import Endpoints
import Foundation
import TestSupport
import Testing

@testable import Experiments

/// The opening words said to real servers.
@Suite struct ProtocolTrialTests {
    private let trial = ProtocolTrial(patience: 5, wait: 10)

    private func speak(_ spoken: SpokenProtocol, _ port: UInt16) -> ProtocolAnswer {
        trial.speak(spoken, Endpoint(.tcp, .loopbackV4, port))
    }

    @Test(.requires("redis-server"))
    func redis() throws {
        let port = Ports.free()
        let server = try RealProgram(
            "redis-server", ["--port", "\(port)", "--bind", "127.0.0.1", "--save", "", "--requirepass", "x"])
        try server.waitForPort(port)
        let answer = speak(.redis, port)
        #expect(answer.isSpoken)
        #expect(answer.detail == "-NOAUTH Authentication required.")
        #expect(!speak(.memcached, port).isSpoken)
    }

    @Test(.requires("memcached"))
    func memcached() throws {
        let port = Ports.free()
        let server = try RealProgram("memcached", ["-l", "127.0.0.1", "-p", "\(port)", "-u", "nobody"])
        try server.waitForPort(port)
        let answer = speak(.memcached, port)
        #expect(answer.isSpoken)
        #expect(answer.detail.hasPrefix("VERSION "))
        #expect(
            speak(.redis, port) == ProtocolAnswer(isSpoken: false, detail: "ERROR", firstBytes: Array("ERROR\r\n".utf8))
        )
    }

    @Test(.requires("initdb", "postgres"))
    func postgres() throws {
        let port = Ports.free()
        let folder = TemporaryFolder()
        // The server refuses to be root's.
        let user = geteuid() == 0 ? "postgres" : nil
        if let user { try Command.succeed("chown", [user, folder.path]) }
        let made = try RealProgram(
            "initdb", ["-D", folder("data"), "-U", "postgres", "-A", "trust", "--no-sync"], folder: folder, user: user)
        #expect(made.process.wait(seconds: 120) == 0, "\(made.log)")
        let server = try RealProgram(
            "postgres",
            ["-D", folder("data"), "-p", "\(port)", "-k", folder.path, "-c", "listen_addresses=127.0.0.1"],
            folder: folder, user: user, stopSignal: SIGINT)
        try server.waitForPort(port)
        #expect(speak(.postgres, port) == ProtocolAnswer(isSpoken: true, detail: "N", firstBytes: Array("N".utf8)))
        #expect(!speak(.http, port).isSpoken)
    }

    @Test(.requires("node"))
    func http2InTheClear() throws {
        let port = Ports.free()
        let server = try RealProgram(
            "node", ["-e", "require('http2').createServer((q, r) => r.end('x')).listen(\(port), '127.0.0.1')"])
        try server.waitForPort(port)
        let answer = speak(.http2, port)
        #expect(answer.isSpoken)
        #expect(answer.detail == "SETTINGS")
        #expect(FirstBytes.identify(answer.firstBytes) == .http2)
    }

    @Test(.requires("node"))
    func nodeInspector() throws {
        let port = Ports.free()
        let server = try RealProgram("node", ["--inspect=127.0.0.1:\(port)", "-e", "setInterval(() => {}, 1000)"])
        try server.waitForPort(port)
        let answer = speak(.nodeInspector, port)
        #expect(answer.isSpoken)
        #expect(answer.detail.hasPrefix("node.js/v"))
    }

    @Test(.requires("python3"))
    func http() throws {
        let port = Ports.free()
        let server = try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", "127.0.0.1"])
        try server.waitForPort(port)
        let answer = speak(.http, port)
        #expect(answer.isSpoken)
        #expect(answer.detail == "HTTP/1.0 200 OK")
        #expect(!speak(.redis, port).isSpoken)
    }

    @Test(.requires("openssl"))
    func tls() throws {
        let made = Certificates()
        try made.selfSigned("own")
        let server = try OpenSSLServer(made, "own")
        #expect(speak(.tls, server.port).isSpoken)
        #expect(speak(.tls, server.port).detail == "TLS 1.3")
        let plain = try ScriptedServer { client in
            client.say("SSH-2.0-x\r\n")
            client.waitForEnd()
        }
        #expect(!speak(.tls, plain.port).isSpoken)
        #expect(speak(.ssh, plain.port).detail == "SSH-2.0-x")
    }

    @Test(.requires("sshd", "ssh-keygen", .root))
    func ssh() throws {
        let port = Ports.free()
        let folder = TemporaryFolder()
        try Command.succeed("mkdir", ["-p", "/run/sshd"])
        try Command.succeed("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", folder("key")])
        let server = try RealProgram(
            "sshd",
            [
                "-D", "-e", "-f", "/dev/null", "-h", folder("key"), "-p", "\(port)", "-o", "ListenAddress=127.0.0.1",
                "-o",
                "PidFile=none",
            ], folder: folder)
        try server.waitForPort(port)
        let answer = speak(.ssh, port)
        #expect(answer.isSpoken)
        #expect(answer.detail.hasPrefix("SSH-2.0-OpenSSH"))
        #expect(FirstBytes.identify(answer.firstBytes) == .ssh)
    }

    @Test func greetingsAndGoodbyes() throws {
        let mail = try ScriptedServer { client in
            client.say("220 box ESMTP\r\n")
            client.hear(until: "QUIT\r\n")
        }
        #expect(speak(.smtp, mail.port).detail == "220 box ESMTP")
        let database = try ScriptedServer { client in
            client.say([20, 0, 0, 0, 0xFF, 0x69, 4] + Array("Host is blocked".utf8) + [0, 0])
        }
        #expect(speak(.mysql, database.port).detail.hasPrefix("error 1129 Host is blocked"))
    }

    @Test func nobodyAndNothing() throws {
        #expect(speak(.redis, Ports.free()) == ProtocolAnswer(isSpoken: false, detail: "refused"))
        #expect(speak(.http, Ports.free()) == ProtocolAnswer(isSpoken: false, detail: "refused"))
        #expect(speak(.tls, Ports.free()) == ProtocolAnswer(isSpoken: false, detail: "refused"))
        let deaf = try ScriptedServer()
        let answer = ProtocolTrial(wait: 0.2).speak(.mysql, deaf.endpoint)
        #expect(answer == ProtocolAnswer(isSpoken: false))
        let closing = try ScriptedServer { _ in }
        #expect(speak(.ssh, closing.port) == ProtocolAnswer(isSpoken: false, ending: .closed))
    }
}
