import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

/// Experiments on this machine, each answered with an outcome of its own kind.
@Suite struct LaboratoryTests {
    private let laboratory = Laboratory(.live(), environment: [:])

    private func scene(_ subject: String) throws -> Scene {
        let question = try QuestionReader.read(subject, .use)
        return Scene(question, laboratory.facts(for: question))
    }

    private func closed() -> Endpoint { Endpoint(.tcp, .loopbackV4, Ports.free()) }

    @Test func anEmptyBatchIsNothing() throws {
        #expect(laboratory.run([], in: try scene("127.0.0.1:1")).isEmpty)
    }

    @Test func looksComeBeforeTriesAndEachOnce() throws {
        let endpoint = closed()
        let batch: [Experiment] = [
            .connect(endpoint), .lookup("localhost"), .bind(endpoint, BindOptions()), .environment(CurrentProcess.id),
            .route(.loopbackV4),
        ]
        let results = laboratory.run(batch, in: try scene(endpoint.addressAndPort))
        #expect(
            results.map(\.0) == [
                .lookup("localhost"), .environment(CurrentProcess.id), .route(.loopbackV4), .connect(endpoint),
                .bind(endpoint, BindOptions()),
            ])
    }

    /// One of each kind, with a check that its outcome is of the same kind.
    @Test func everyExperimentHasAnOutcomeOfItsKind() throws {
        let server = try ScriptedServer { client in
            client.hear(until: "\r\n\r\n")
            client.say("HTTP/1.1 204 No Content\r\n\r\n")
        }
        let port = server.port
        let own = CurrentProcess.id
        let batch: [Experiment] = [
            .lookup("localhost"), .activity(own), .environment(own), .cgroup(own), .socketsOf(own), .output(own),
            .firewall, .route(.loopbackV4), .otherNamespaces(port), .containers, .unixListeners, .unixSocket("/none"),
            .upstreams(own), .portFiles(port), .kernelLog, .watch(port), .connections(port, after: nil),
            .queue(server.endpoint), .connect(server.endpoint), .bind(server.endpoint, BindOptions()),
            .datagram(Endpoint(.udp, .loopbackV4, port)),
            .http(HTTPAsk(server.endpoint, host: "localhost")), .tls(TLSAsk(closed(), serverName: "localhost")),
            .speak(.redis, closed()),
        ]
        let results = laboratory.run(batch, in: try scene(server.endpoint.addressAndPort))
        #expect(Set(results.map(\.0)) == Set(batch))
        for (experiment, outcome) in results {
            // The name of a case is the first word of its description.
            func word(_ value: Any) -> Substring { "\(value)".prefix { $0.isLetter } }
            let expected = word(experiment) == "socketsOf" ? "sockets" : word(experiment)
            #expect(word(outcome) == expected, "\(experiment)")
        }
    }

    @Test func whatListensIsConnectedToAndWhatDoesNotIsRefused() throws {
        let server = try ScriptedServer { $0.waitForEnd() }
        let closed = closed()
        let results = laboratory.run(
            [.connect(server.endpoint), .connect(closed)], in: try scene(server.endpoint.addressAndPort))
        let outcomes = Dictionary(results.map { ($0.0, $0.1) }, uniquingKeysWith: { $1 })
        guard case .connect(let made) = outcomes[.connect(server.endpoint)],
            case .connect(let refused) = outcomes[.connect(closed)]
        else {
            Issue.record("no connects: \(outcomes)")
            return
        }
        #expect(made.result == .connected)
        #expect(refused.result == .refused)
    }

    @Test func theServersHalfIsFoundWithItsOwner() throws {
        let server = try ScriptedServer { $0.waitForEnd() }
        let results = laboratory.run([.connect(server.endpoint)], in: try scene(server.endpoint.addressAndPort))
        guard case .connect(let outcome) = results.first?.1 else {
            Issue.record("no connect")
            return
        }
        let side = try #require(outcome.serverSide)
        #expect(side.owners.isEmpty || side.owners == [CurrentProcess.id], "\(side.owners)")
    }

    @Test func theFactsHoldTheListenerThatIsAskedAbout() throws {
        let server = try ScriptedServer()
        let facts = laboratory.facts(for: try QuestionReader.read(server.endpoint.addressAndPort, .use))
        #expect(facts.sockets.contains { $0.state == .listen && $0.answers(server.endpoint) })
        #expect(facts.processes[CurrentProcess.id]?.name.isEmpty == false)
        #expect(facts.ownPID == CurrentProcess.id)
    }

    @Test func aZoneThatIsNoInterfaceIsNoInterface() throws {
        let endpoint = Endpoint(.tcp, try #require(IPAddress("fe80::1")), Ports.free())
        let scene = try scene("[fe80::1%nosuch0]:\(endpoint.port)")
        // The kernel would take a 0 for "any", and reach what was not asked about.
        #expect(
            laboratory.run([.connect(endpoint)], in: scene).map(\.1) == [
                .impossible("there is no interface nosuch0")
            ])
    }
}
