import Diagnosis
import Endpoints
import Testing

@Suite struct ListenerBacklogGoneAfterCloseTests {
    private func scene(
        _ local: String = "127.0.0.1:8000", _ remote: String = "127.0.0.1:45000",
        _ state: SocketFact.State = .established,
        owners: [Int32] = [5], inode: UInt32 = 7
    ) throws -> TestScene {
        try .using(
            "127.0.0.1:8000",
            sockets: [
                SocketFact(
                    state, try TestScene.endpoint(local), remote: try TestScene.endpoint(remote), uid: 33, inode: inode,
                    owners: owners, unknownOwner: owners.isEmpty ? "other user" : nil)
            ], processes: [ProcessFact(pid: 5, name: "nginx", arguments: ["nginx: worker process is shutting down"])])
    }

    @Test(arguments: [SocketFact.State.established, .closeWait, .finWait2])
    func acceptedConnectionsWithoutAListenerAreADrain(state: SocketFact.State) throws {
        let finding = try #require(
            try scene("127.0.0.1:8000", "127.0.0.1:45000", state).judge(ListenerBacklogGoneAfterClose.self))
        #expect(finding.fault == "listener-backlog-gone-after-close")
        #expect(finding.confidence == 0.93)
        #expect(
            finding.summary
                == "nginx, pid 5, has closed its listener on port 8000 and still holds a connection: it takes no new ones."
        )
        #expect(finding.fixes.last?.command == "kill 5")
        #expect(finding.fixes.last?.isSafe == false)
    }

    @Test func anotherUsersServerIsSeenInTheTable() throws {
        let finding = try #require(try scene(owners: []).judge(ListenerBacklogGoneAfterClose.self))
        #expect(finding.confidence == 0.85)
        #expect(finding.summary.hasPrefix("a process of uid 33 (other user), has closed its listener"))
        #expect(finding.fixes.allSatisfy { !$0.command.hasPrefix("kill") })
    }

    @Test func theRuleComesBeforeTheFallback() throws {
        #expect(try scene().findings().first?.fault == "listener-backlog-gone-after-close")
    }

    @Test func aConnectionOfOursFromThatPortIsNone() throws {
        var scene = try scene("127.0.0.1:8000", "127.0.0.1:5432")
        scene.facts.sockets.append(try .listener("127.0.0.1:5432", 5))
        #expect(scene.judge(ListenerBacklogGoneAfterClose.self) == nil)
    }

    @Test func otherSocketsAreNone() throws {
        #expect(try scene("127.0.0.1:8000", "127.0.0.1:8000").judge(ListenerBacklogGoneAfterClose.self) == nil)
        #expect(try scene("127.0.0.1:45000", "127.0.0.1:8000").judge(ListenerBacklogGoneAfterClose.self) == nil)
        #expect(
            try scene("127.0.0.1:8000", "127.0.0.1:45000", .timeWait).judge(ListenerBacklogGoneAfterClose.self) == nil)
        #expect(try scene(inode: 0).judge(ListenerBacklogGoneAfterClose.self) == nil)
        var listens = try scene()
        listens.facts.sockets.append(try .listener("127.0.0.1:8000", 5))
        #expect(listens.judge(ListenerBacklogGoneAfterClose.self) == nil)
    }

    @Test func aDebugAgentWithADebuggerLooksTheSame() throws {
        var scene = try scene()
        scene.facts.processes[5] = ProcessFact(
            pid: 5, name: "java",
            arguments: ["java", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=8000", "App"])
        #expect(scene.judge(ListenerBacklogGoneAfterClose.self) == nil)
    }
}
