import LinuxKernel
import Testing

@Suite struct CgroupProgramsTests {
    @Test(arguments: ["/", "/proc/self", "/nowhere/at/all"])
    func whatIsNoControlGroupTellsNothing(_ folder: String) {
        #expect(CgroupPrograms.isAttached(0, to: folder) == nil)
    }
}
