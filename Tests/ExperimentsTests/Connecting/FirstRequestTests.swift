import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

/// The question's own request goes over the connection by which its endpoint is tried.
@Suite struct FirstRequestTests {
    private func scene(_ text: String, _ facts: Facts = Facts()) throws -> Scene {
        Scene(try QuestionReader.read(text, .use), facts)
    }

    private func laboratory() -> Laboratory { Laboratory(Machine.live(), environment: [:]) }

    @Test func aServerForOneClientAnswersIt() throws {
        let server = try ScriptedServer { client in
            client.hear(until: "\r\n\r\n")
            client.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
        let endpoint = Endpoint(.tcp, server.address, server.port)
        let text = "http://\(endpoint.addressAndPort)/a"
        let made = laboratory().run([.connect(endpoint)], in: try scene(text))
        #expect(made.count == 2)
        guard case .connect(let connected) = made.first?.1, case .http(let answer) = made.last?.1,
            case .http(let ask) = made.last?.0
        else {
            Issue.record("not a connect and a request")
            return
        }
        #expect(connected.result == .connected && connected.ending == .open)
        #expect(answer.result == .answered && answer.status == 200)
        #expect(ask.path == "/a")
    }

    @Test func aServerThatSpeaksFirstIsNotAsked() throws {
        let server = try ScriptedServer { client in
            client.say("SSH-2.0-test\r\n")
            client.waitForEnd()
        }
        let endpoint = Endpoint(.tcp, server.address, server.port)
        let made = laboratory().run([.connect(endpoint)], in: try scene("http://\(endpoint.addressAndPort)/"))
        #expect(made.count == 1)
    }

    @Test func otherQuestionsAskNothing() throws {
        let endpoint = Endpoint(.tcp, .loopbackV4, 8000)
        #expect(try scene("127.0.0.1:8000").firstRequest(to: endpoint) == nil)
        #expect(try scene("https://127.0.0.1:8000/").firstRequest(to: endpoint) == nil)
        #expect(try scene("http://127.0.0.1:8001/").firstRequest(to: endpoint) == nil)
        #expect(try scene("http://[::1]:8000/").firstRequest(to: endpoint) == nil)
        #expect(try scene("http://127.0.0.1:8000/x").firstRequest(to: endpoint)?.path == "/x")
    }

    @Test func ofANameEveryAddressItHas() throws {
        var scene = try scene("http://localhost:8000/")
        let endpoint = Endpoint(.tcp, .loopbackV6, 8000)
        #expect(scene.firstRequest(to: endpoint) == nil)
        scene.learn(.lookup("localhost"), .lookup(NameLookup([.loopbackV6])))
        #expect(scene.firstRequest(to: endpoint)?.host == "localhost:8000")
        #expect(scene.firstRequest(to: Endpoint(.tcp, .loopbackV4, 8000)) == nil)
    }
}
