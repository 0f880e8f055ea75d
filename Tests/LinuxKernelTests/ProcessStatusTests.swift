import TestSupport
import Testing

@testable import LinuxKernel

@Suite("/proc/PID/status")
struct ProcessStatusTests {
    @Test("is read line by line")
    func reads() {
        let text = """
            Name:\tnode
            State:\tS (sleeping)
            Pid:\t4242
            TracerPid:\t77
            Uid:\t1000\t1001\t1000\t1000
            VmHWM:\t   51200 kB
            CapInh:\t0000000000000000
            CapEff:\t00000000a80425fb
            NoNewPrivs:\t1
            Seccomp:\t2
            Seccomp_filters:\t3

            """
        let status = ProcessStatus(Array(text.utf8))
        #expect(status.user == 1001)
        #expect(status.tracer == 77)
        #expect(status.capabilities == 0xA804_25FB)
        #expect(status.hasNoNewPrivileges)
        #expect(status.seccomp == 2)
        #expect(status.peakMemory == 51200)
    }

    @Test("that says nothing is nobody's", arguments: ["", "Uid:", "Uid", "Uid:\t7", "Name:\tUid:\t1\t2", ":\n::\n"])
    func empty(text: String) {
        #expect(ProcessStatus(Array(text.utf8)) == ProcessStatus())
    }

    @Test("is that of this process too")
    func own() throws {
        let status = try #require(ProcFS().status(CurrentProcess.id))
        #expect(status.user == CurrentProcess.user)
        #expect(status.peakMemory ?? 0 > 1000)
    }
}
