import Diagnosis
import Testing

@Suite struct SeccompDeniesSocketTests {
    private func scene(
        _ failure: String?, call: String = "bind", isFiltered: Bool = false, text: String = "127.0.0.1:8080"
    ) throws -> TestScene {
        var scene = try TestScene.binding(text)
        try scene.refuse(text, plain: failure, reusing: failure, call: call)
        scene.facts.capabilities.isFiltered = isFiltered
        return scene
    }

    @Test(arguments: [("EAFNOSUPPORT", "socket", false), ("EACCES", "socket", false), ("EPERM", "bind", true)])
    func whatASocketIsRefusedByAFilter(failure: String, call: String, isFiltered: Bool) throws {
        let finding = try #require(
            try scene(failure, call: call, isFiltered: isFiltered).judge(SeccompDeniesSocket.self))
        #expect(finding.fault == "seccomp-denies-socket")
        #expect(finding.summary.hasSuffix("refuses the socket for 127.0.0.1:8080: \(failure)."))
        #expect(finding.evidence.contains(EvidenceLine("process", "Seccomp", "a filter is on")) == isFiltered)
    }

    @Test func aKernelWithoutIPv6SaysTheSameAndIsNot() throws {
        var told = try scene("EAFNOSUPPORT", call: "socket", text: "[::1]:8080")
        told.facts.interfaces = [InterfaceFact("lo", isLoopback: true, addresses: [.loopbackV4])]
        told.facts.kernel.isIPv6Disabled = true
        #expect(told.judge(SeccompDeniesSocket.self) == nil)
    }

    @Test(arguments: ["EADDRINUSE", "EADDRNOTAVAIL", nil])
    func otherFailuresAreNot(failure: String?) throws {
        #expect(try scene(failure, isFiltered: true).judge(SeccompDeniesSocket.self) == nil)
    }

    @Test func aFilterThatLetsItPassIsNoReason() throws {
        #expect(try scene(nil, isFiltered: true).findings().isEmpty)
    }
}
