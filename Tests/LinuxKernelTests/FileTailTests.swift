import TestSupport
import Testing

@testable import LinuxKernel

@Suite("The end of a file")
struct FileTailTests {
    private let folder = TemporaryFolder()

    @Test("is as much as was asked for", arguments: [(0, ""), (3, "789"), (9, "123456789"), (100, "123456789")])
    func tail(bytes: Int, expected: String) {
        let path = folder.write("log", "123456789")
        #expect(FileBytes.tail(path, bytes: bytes).map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test("of what is no regular file is nothing")
    func others() {
        #expect(FileBytes.tail(folder.path, bytes: 5) == nil)
        #expect(FileBytes.tail("/dev/zero", bytes: 5) == nil)
        #expect(FileBytes.tail(folder("none"), bytes: 5) == nil)
    }
}

@Suite("The kernel's messages")
struct KernelMessagesTests {
    @Test(
        "are records behind a prefix",
        arguments: [
            ("6,1234,5678901,-;Out of memory: x", "Out of memory: x"), (" SUBSYSTEM=net", nil), ("plain", "plain"),
            ("6,1,2,-;", ""),
        ] as [(String, String?)])
    func records(record: String, expected: String?) {
        #expect(KernelMessages.text(Array(record.utf8)[...]) == expected)
    }

    @Test("end where the log ends, and at the most that was asked for")
    func bounds() {
        let folder = TemporaryFolder()
        let path = folder.write("kmsg", "6,1,2,-;a\n6,2,3,-;b\n")
        #expect(KernelMessages.read(path) == ["a", "b"])
        #expect(KernelMessages.read(path, most: 0) == [])
        #expect(KernelMessages.read(folder("none")) == nil)
    }

    @Test("of this machine are read without waiting", .requires(.root))
    func live() {
        let start = Clock.monotonic()
        _ = KernelMessages.read()
        #expect(Clock.monotonic() - start < 5)
    }
}

@Suite("A Unix socket tried")
struct UnixProbeTests {
    @Test("a file that is no socket is refused, nothing at all is not")
    func refused() {
        let folder = TemporaryFolder()
        #expect(UnixProbe.isRefused(folder.write("plain", "")))
        #expect(!UnixProbe.isRefused(folder("none")))
        #expect(!UnixProbe.isRefused("/" + String(repeating: "x", count: 200)))
    }

    @Test("what may be written to")
    func writable() {
        let folder = TemporaryFolder()
        #expect(FileBytes.mayWrite(folder.path))
        #expect(!FileBytes.mayWrite(folder("none")))
    }
}
