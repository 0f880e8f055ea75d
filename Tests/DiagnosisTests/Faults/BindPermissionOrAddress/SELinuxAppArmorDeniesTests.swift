import Diagnosis
import Testing

@Suite struct SELinuxAppArmorDeniesTests {
    private func denial(_ text: String, port: Int? = nil) -> Finding? {
        let report = ErrorReport(.permissionDenied, port: port, text: text)
        return TestScene(Question(.machine, reports: [report])).judge(SELinuxAppArmorDenies.self)
    }

    @Test func anAuditLineOfSELinux() throws {
        let line =
            "type=AVC msg=audit(1.123:412): avc:  denied  { name_bind } for  pid=1512 comm=\"nginx\" src=8090 tclass=tcp_socket"
        let finding = try #require(denial(line, port: 8090))
        #expect(finding.summary == "SELinux forbids nginx to listen on port 8090; root is refused as well.")
        #expect(finding.fixes.contains { $0.command == "sudo semanage port -a -t http_port_t -p tcp 8090" })
    }

    @Test func anAuditLineOfAppArmor() throws {
        let line =
            "audit: type=1400 audit(1.1:88): apparmor=\"DENIED\" operation=\"create\" profile=\"/usr/sbin/mysqld\" comm=\"mysqld\""
        let finding = try #require(denial(line))
        #expect(finding.summary == "AppArmor forbids mysqld to open a socket; root is refused as well.")
        #expect(finding.fixes.contains { $0.undo == "sudo aa-enforce /usr/sbin/mysqld" })
    }

    @Test func aConnectIsAllowedByABoolean() throws {
        let line = "avc:  denied  { name_connect } for  pid=5642 comm=\"nginx\" dest=8081"
        #expect(denial(line)?.fixes.contains { $0.command.hasPrefix("sudo setsebool") } == true)
    }

    @Test func aPlainDenialIsNoPolicy() {
        #expect(denial("PermissionError: [Errno 13] Permission denied") == nil)
    }
}
