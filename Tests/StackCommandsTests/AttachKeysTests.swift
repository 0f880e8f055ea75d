import Testing

@testable import StackCommands

/// Ctrl-P Ctrl-Q.
@Suite struct AttachKeysTests {
    @Test(
        arguments: [
            ([UInt8](), nil), ([97, 98], nil), ([0x10, 0x11], 0), ([97, 0x10, 0x11, 98], 1), ([0x10, 97, 0x11], nil),
            ([0x11, 0x10], nil), ([0x10, 0x10, 0x11], 1), ([0x11], nil), ([0x10], nil),
        ] as [([UInt8], Int?)])
    func inOnePiece(_ typed: [UInt8], _ place: Int?) {
        var wasPrefix = false
        #expect(AttachRun.left(typed, &wasPrefix) == place)
    }

    @Test func inTwoPieces() {
        var wasPrefix = false
        #expect(AttachRun.left([97, 0x10], &wasPrefix) == nil)
        #expect(wasPrefix)
        #expect(AttachRun.left([0x11, 97], &wasPrefix) == 0)
    }

    @Test func anotherKeyBetween() {
        var wasPrefix = false
        _ = AttachRun.left([0x10], &wasPrefix)
        #expect(AttachRun.left([97], &wasPrefix) == nil)
        #expect(AttachRun.left([0x11], &wasPrefix) == nil)
    }

    @Test func nothingTypedChangesNothing() {
        var wasPrefix = true
        #expect(AttachRun.left([], &wasPrefix) == nil)
        #expect(wasPrefix)
    }
}
