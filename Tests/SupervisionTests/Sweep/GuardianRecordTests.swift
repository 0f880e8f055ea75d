import Inventory
import LinuxKernel
import Supervision
import TestSupport
import Testing

@Suite struct GuardianRecordTests {
    private static let text = """
        ostia-guardian 1
        run shop.1
        boot 0b1c
        namespace pid:[4026531836]
        guardian 10 100
        supervisor 9 90
        cgroup /sys/fs/cgroup/ostia-shop.1
        later something
        service 1 11 110 15 5000 api
        service 2 12 120 2 250 my%20web%0Ax
        service 3 13 130 15 0
        """

    @Test func itIsReadLineByLine() throws {
        let record = try #require(GuardianRecord(Self.text))
        #expect(record.run.text == "shop.1")
        #expect(record.guardian == ProcessIdentity(pid: 10, startTicks: 100))
        #expect(record.supervisor == ProcessIdentity(pid: 9, startTicks: 90))
        #expect(record.boot == "0b1c")
        #expect(record.namespace == "pid:[4026531836]")
        #expect(record.cgroup == "/sys/fs/cgroup/ostia-shop.1")
        #expect(record.services.map(\.name) == ["api", "my web\nx", ""])
        #expect(
            record.services[1]
                == GuardianRecord.Service(
                    id: ServiceID(2), leader: ProcessIdentity(pid: 12, startTicks: 120), stopSignal: .interrupt,
                    grace: 0.25, name: "my web\nx"))
    }

    @Test(arguments: [
        "", "ostia-guardian 1", "something else\nrun a.1\nguardian 1 1\nsupervisor 1 1",
        "ostia-guardian 1\nrun a/b\nguardian 1 1\nsupervisor 1 1",
        "ostia-guardian 1\nrun a.1\nguardian 1\nsupervisor 1 1",
        "ostia-guardian 1\nrun a.1\nguardian 1 1\nsupervisor 1 1\nservice 1 -1 5 15 0 x",
        "ostia-guardian 1\nrun a.1\nguardian 1 1\nsupervisor 1 1\nservice 1 1 5 15 0 x",
        "ostia-guardian 1\nrun a.1\nguardian 1 1\nsupervisor 1 1\nservice 1 20 5 99 0 x",
        "ostia-guardian 1\nrun a.1\nguardian 1 1\nsupervisor 1 1\nservice 1 20 5",
    ])
    func whatIsNotWholeIsNone(text: String) { #expect(GuardianRecord(text) == nil) }

    @Test func cutAnywhereItNeverTraps() {
        let bytes = Array(Self.text.utf8)
        for length in 0..<bytes.count { _ = GuardianRecord(String(decoding: bytes[..<length], as: UTF8.self)) }
    }

    @Test func itsNumbersMeanNothingAfterABootOrElsewhere() throws {
        var record = try #require(GuardianRecord(Self.text))
        #expect(!record.isValid())
        record.boot = nil
        record.namespace = "pid:[1]"
        #expect(!record.isValid())
        record.namespace = FileBytes.link("/proc/self/ns/pid")
        #expect(record.isValid())
        record.boot = FileBytes.text("/proc/sys/kernel/random/boot_id").map { String($0.dropLast()) }
        #expect(record.isValid())
    }

    @Test func oneThatIsNotThereIsNone() {
        #expect(GuardianRecord.read(TemporaryFolder()("none")) == nil)
    }
}
