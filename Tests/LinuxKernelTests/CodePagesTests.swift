import Testing

@testable import LinuxKernel

struct CodePagesTests {
    @Test(
        arguments: [
            ("55d0c0000000-55d0c0200000 r-xp 00001000 fe:00 1234    /usr/bin/ostia-engine", 0x20_0000),
            ("7f0000000000-7f0000001000 r-xp 00000000 fe:00 99      /a folder/libx.so (deleted)", 0x1000),
            // The kernel's own page, data, relocated data and memory of no file stay.
            ("7ffd0000e000-7ffd00010000 r-xp 00000000 00:00 0       [vdso]", nil),
            ("55d0c0200000-55d0c0300000 r--p 00200000 fe:00 1234    /usr/bin/ostia-engine", nil),
            ("55d0c0300000-55d0c0310000 rw-p 00300000 fe:00 1234    /usr/bin/ostia-engine", nil),
            ("55d0c0310000-55d0c0320000 rwxp 00300000 fe:00 1234    /usr/bin/ostia-engine", nil),
            ("7f1000000000-7f1000001000 r-xp 00000000 00:00 0", nil), ("", nil), ("x-y r-xp 0 0 0 /a", nil),
        ] as [(Substring, Int?)])
    func onlyCodeOfFilesIsGivenBack(line: Substring, size: Int?) {
        #expect(CodePages.range(ofCode: line)?.count == size)
    }

    @Test func whatIsGivenBackComesBackWhenItIsCalled() {
        func sum() -> Int { (1...1000).map { String($0, radix: 7) }.reduce(0) { $0 + $1.utf8.count } }
        let before = sum()
        CodePages.release()
        #expect(sum() == before)
    }
}
