import Testing

@testable import StackCommands

@Suite struct ReceiptTests {
    @Test func nothingIsLeft() {
        let receipt = CleanUp.receipt([], [])
        #expect(receipt.text == "0 processes, 0 ports left")
        #expect(receipt.isClean)
    }

    @Test func survivorsAreNamed() {
        let receipt = CleanUp.receipt(["sleep (pid 7)"], [5432])
        #expect(receipt.text == "left: sleep (pid 7), still listening: 5432")
        #expect(!receipt.isClean)
    }
}
