import Diagnosis
import Endpoints
import Testing

/// The rules about JVMs, on told machines.
@Suite struct JVMDebuggerTests {
    private static let agent = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005"

    private func java(_ arguments: String..., pid: Int32 = 40) -> ProcessFact {
        ProcessFact(pid: pid, name: "java", arguments: ["java"] + arguments)
    }

    private func listener(_ endpoint: String, _ pid: Int32 = 40) throws -> SocketFact {
        SocketFact(.listen, try TestScene.endpoint(endpoint), owners: [pid])
    }

    @Test func aDisconnectedSessionIsOver() throws {
        var question = QuestionReader.question(from: [
            ErrorReport(
                .debuggerDisconnected, host: "127.0.0.1", port: 62893, runtime: "IntelliJ IDEA",
                text: "Disconnected from the target VM, address: '127.0.0.1:62893'. Process finished with exit code 137"
            )
        ])
        question.text = "127.0.0.1:62893"
        let finding = try #require(TestScene(question).judge(JDWPVMExited.self))
        #expect(finding.fault == "jdwp-vm-exited")
        #expect(
            finding.summary.hasPrefix("The debugged JVM ended with exit code 137 (killed, SIGKILL, often for memory)"))
        let again = TestScene(
            question, sockets: [try listener("127.0.0.1:62893")],
            processes: [java("-agentlib:jdwp=transport=dt_socket,server=y,address=62893", "W")])
        #expect(again.judge(JDWPVMExited.self) == nil)
    }

    @Test func anAgentThatShouldConnectFindsNobody() throws {
        let report = ErrorReport(
            .debuggerConnectRefused, runtime: "JDWP agent",
            text: "ERROR: transport error 202: connect failed: Connection refused")
        let scene = try TestScene.using("127.0.0.1:62893", reports: [report])
        #expect(scene.judge(JDWPIDENotListening.self)?.fault == "jdwp-ide-not-listening")
        let waiting = try TestScene.using(
            "127.0.0.1:62893", sockets: [try listener("127.0.0.1:62893")], reports: [report])
        #expect(waiting.judge(JDWPIDENotListening.self) == nil)
    }

    @Test func anOptionBehindTheClassIsTheProgramsOwn() throws {
        let scene = try TestScene.using("127.0.0.1:5005", processes: [java("-cp", "/tmp", "W", Self.agent)])
        let finding = try #require(scene.judge(JDWPAgentNotEnabled.self))
        #expect(finding.confidence == Confidence.proven)
        let right = try TestScene.using("127.0.0.1:5005", processes: [java(Self.agent, "-cp", "/tmp", "W")])
        #expect(right.judge(JDWPAgentNotEnabled.self) == nil)
    }

    @Test func aJVMWithoutAnAgentIsLikelyWhenADebuggerAsks() throws {
        let report = ErrorReport(
            .debuggerConnectRefused, host: "localhost", port: 5005, text: "Unable to open debugger port")
        let scene = try TestScene.using("127.0.0.1:5005", processes: [java("W")], reports: [report])
        #expect(scene.judge(JDWPAgentNotEnabled.self)?.fault == "jdwp-agent-not-enabled")
        #expect(try TestScene.using("127.0.0.1:5005", processes: [java("W")]).judge(JDWPAgentNotEnabled.self) == nil)
    }

    @Test func aTakenDebugPortNamesItsJVM() throws {
        let scene = try TestScene.binding(
            "127.0.0.1:5005", sockets: [try listener("127.0.0.1:5005")], processes: [java(Self.agent, "W")])
        let finding = try #require(scene.judge(JDWPPortInUse.self))
        #expect(finding.summary.hasPrefix("The debug port 5005 is taken by java, pid 40, itself a debugged JVM"))
        let other = try TestScene.binding(
            "127.0.0.1:5005", sockets: [try listener("127.0.0.1:5005")], processes: [java("W")])
        #expect(other.judge(JDWPPortInUse.self) == nil)
    }

    @Test func anAttachedDebuggerClosesTheListener() throws {
        let session = SocketFact(
            .established, try TestScene.endpoint("127.0.0.1:5005"), remote: try TestScene.endpoint("127.0.0.1:40000"),
            owners: [40])
        let scene = try TestScene.using("127.0.0.1:5005", sockets: [session], processes: [java(Self.agent, "W")])
        #expect(scene.judge(JDWPSecondDebugger.self)?.fault == "jdwp-second-debugger")
        let nobody = try TestScene.using("127.0.0.1:5005", processes: [java(Self.agent, "W")])
        #expect(nobody.judge(JDWPSecondDebugger.self) == nil)
    }

    @Test func aSuspendedJVMOpensOnlyItsDebugPort() throws {
        let suspended = java("-agentlib:jdwp=transport=dt_socket,server=y,address=5005", "W")
        let scene = try TestScene.using(
            "127.0.0.1:8080", sockets: [try listener("127.0.0.1:5005")], processes: [suspended])
        #expect(scene.judge(JDWPSuspendedWaiting.self)?.confidence == Confidence.observed)
        let running = try TestScene.using(
            "127.0.0.1:8080", sockets: [try listener("127.0.0.1:5005")], processes: [java(Self.agent, "W")])
        #expect(running.judge(JDWPSuspendedWaiting.self) == nil)
    }

    @Test func aBarePortIsLoopbackOnly() throws {
        var scene = try TestScene.using(
            "192.168.50.7:5005", sockets: [try listener("127.0.0.1:5005")],
            processes: [java("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005", "W")])
        scene.facts.interfaces.append(InterfaceFact("d0", addresses: [try #require(IPAddress("192.168.50.7"))]))
        #expect(scene.judge(JDWPLoopbackOnly.self)?.fault == "jdwp-loopback-only")
    }

    @Test func handshakesAndAddresses() throws {
        let failed = ErrorReport(
            .debuggerHandshake, runtime: "jdb", text: "handshake failed - connection prematurally closed")
        let scene = try TestScene.using(
            "127.0.0.1:8080", sockets: [try listener("127.0.0.1:8080")],
            processes: [ProcessFact(pid: 40, name: "nginx")], reports: [failed])
        #expect(scene.judge(JDWPHandshakeFailed.self)?.summary.hasPrefix("Port 8080 is no debug port") == true)
        let bad = ErrorReport(.debuggerBadAddress, text: "transport error 103: invalid port number specified")
        #expect(try TestScene.using("5005", reports: [bad]).judge(JDWPBadAddressSyntax.self) != nil)
        #expect(try TestScene.using("5005").judge(JDWPBadAddressSyntax.self) == nil)
    }

    @Test(arguments: [
        ("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005", "*", 5005, true, false),
        ("-Xrunjdwp:transport=dt_socket,server=n,address=10.0.0.1:8000", "10.0.0.1", 8000, false, true),
        ("-agentlib:jdwp=server=y,address=[::1]:5006,suspend=y", "::1", 5006, true, true),
    ])
    func optionsAreRead(_ option: String, _ host: String, _ port: UInt16, _ server: Bool, _ suspended: Bool) throws {
        let agent = try #require(JDWPAgent.parse(option))
        #expect(agent.host == host)
        #expect(agent.port == port)
        #expect(agent.isServer == server)
        #expect(agent.isSuspended == suspended)
    }
}
