import LinuxKernel
import TestSupport
import Testing

@Suite struct UnixListenerTests {
    let folder = TemporaryFolder()

    @Test(arguments: ["", "@", String(repeating: "x", count: 108), "a\u{0}b"])
    func noAddress(_ text: String) {
        #expect(UnixAddress(text) == nil)
    }

    @Test func addresses() throws {
        #expect(try #require(UnixAddress("@x")).isAbstract)
        #expect(try #require(UnixAddress("/run/x")).isAbstract == false)
    }

    @Test func aPathIsOursAloneAndGoesWithTheListener() throws {
        let path = folder("sock")
        do {
            let listener = try UnixListener(try #require(UnixAddress(path)))
            #expect(FileBytes.status(path)?.mode == 0o140600)
            let nobody = try listener.accept()
            #expect(nobody === nil)
        }
        #expect(!FileBytes.exists(path))
    }

    @Test(arguments: ["@ostia-test-listener", "sock"])
    func onlyOneListens(_ name: String) throws {
        let address = try #require(UnixAddress(name.hasPrefix("@") ? name : folder(name)))
        let listener = try UnixListener(address)
        let error = #expect(throws: SystemError.self) { try UnixListener(address) }
        #expect(error?.isAddressInUse == true)
        withExtendedLifetime(listener) {}
    }

    @Test func aFileThatIsNoSocketIsLeftAlone() throws {
        folder.write("sock", "precious")
        let address = try #require(UnixAddress(folder("sock")))
        #expect(throws: SystemError.self) { try UnixListener(address) }
        #expect(folder.text("sock") == "precious")
    }
}
