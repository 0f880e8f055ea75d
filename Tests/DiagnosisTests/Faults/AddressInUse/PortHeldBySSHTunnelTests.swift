import Diagnosis
import Endpoints
import Testing

@Suite struct PortHeldBySSHTunnelTests {
    private func first(_ arguments: [String], _ name: String? = nil) throws -> Finding? {
        try BindScene.binding(
            "127.0.0.1:8080", [BindScene.listener("127.0.0.1:8080")],
            [BindScene.process(812, name ?? arguments[0], arguments, parent: 1, isForkedOnly: true)]
        ).findings().first
    }

    @Test(arguments: [
        (["ssh", "-f", "-N", "-L", "8080:127.0.0.1:80", "root@example.org"], "an SSH tunnel"),
        (["ssh", "-D", "8080", "example.org"], "an SSH tunnel"),
        (["kubectl", "port-forward", "svc/web", "8080:80"], "a kubectl port-forward"),
        (["code", "--type=utility"], "a port that the editor forwards"),
        (["sshd: ann@pts/0"], "the far end of somebody's ssh -R"),
    ])
    func tunnels(_ arguments: [String], _ kind: String) throws {
        let finding = try #require(try first(arguments, arguments[0].hasPrefix("sshd") ? "sshd" : nil))
        #expect(finding.fault == "port-held-by-ssh-tunnel")
        #expect(finding.summary.hasPrefix("127.0.0.1:8080 is held by \(kind)"))
        #expect(finding.fixes.first?.command == "ostia free 8080")
    }

    @Test func theServerOfSSHIsNone() throws {
        let finding = try first(["sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups"], "sshd")
        #expect(finding?.fault == "port-held-by-own-process")
    }
}
