import Diagnosis
import Endpoints
import Testing

@Suite struct JDWPLoopbackOnlyTests {
    private func scene(_ agent: String, asked: String = "192.168.50.7:5005") throws -> TestScene {
        var scene = try TestScene.using(
            asked, sockets: [try DebuggerScenes.listener("127.0.0.1:5005", 40)],
            processes: [DebuggerScenes.java(agent, "W")])
        scene.facts.interfaces.append(InterfaceFact("d0", addresses: [try #require(IPAddress("192.168.50.7"))]))
        return scene
    }

    @Test(arguments: [
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005", DebuggerScenes.agent,
        "-Xrunjdwp:transport=dt_socket,server=y,address=localhost:5005",
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n",
    ])
    func aBarePortOrALoopbackAddressIsLoopbackOnly(agent: String) throws {
        let finding = try #require(try scene(agent).judge(JDWPLoopbackOnly.self))
        #expect(finding.fault == "jdwp-loopback-only")
        #expect(finding.summary.contains("listens on 127.0.0.1:5005 only, so 192.168.50.7:5005 is refused"))
        #expect(finding.fixes.first?.command.hasPrefix("ssh -N -L 5005:127.0.0.1:5005") == true)
        #expect(finding.fixes.first?.isSafe == true)
        #expect(finding.fixes.last?.isSafe == false, "opening a debugger to others lets anybody run code")
    }

    @Test func fromThisMachineItIsReached() throws {
        #expect(try scene(DebuggerScenes.agent, asked: "127.0.0.1:5005").judge(JDWPLoopbackOnly.self) == nil)
    }

    @Test func anOrdinaryServerOnLoopbackIsAnotherFault() throws {
        #expect(try scene("-Xmx1g").judge(JDWPLoopbackOnly.self) == nil)
        #expect(
            try scene("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=6006").judge(JDWPLoopbackOnly.self)
                == nil)
    }

    @Test func aListenerOnThatAddressIsNotTheFault() throws {
        var scene = try scene(DebuggerScenes.agent)
        scene.facts.sockets = [try DebuggerScenes.listener("0.0.0.0:5005", 40)]
        #expect(scene.judge(JDWPLoopbackOnly.self) == nil)
    }
}
