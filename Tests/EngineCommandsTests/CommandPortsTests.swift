import Testing

@testable import EngineCommands

@Suite struct CommandPortsTests {
    @Test(arguments: [
        (["python3", "-m", "http.server", "8000", "--bind", "127.0.0.1"], [UInt16(8000)]),
        (["vite", "--port=3000"], [3000]), (["next", "dev", "-p", "3001"], [3001]),
        (["next", "dev", "-p3002"], [3002]),
        (["gunicorn", "-b", "127.0.0.1:8001", "app"], [8001]), (["x", "[::1]:8002"], [8002]),
        (["manage.py", "runserver", "0.0.0.0:8003"], [8003]), (["x", "8000", "--port=8000", "9000"], [8000, 9000]),
        (["x", "PORT=5000"], [5000]), (["x", "65535", "1"], [65535, 1]),
    ])
    func theyAreReadInEveryShape(words: [String], ports: [UInt16]) { #expect(CommandPorts.named(words) == ports) }

    @Test(arguments: [
        [], ["8000"], ["x", "0"], ["x", "65536"], ["x", "123456"], ["x", "127.0.0.1"], ["x", "python3.11"],
        ["x", "file-8000"], ["x", "-j8"], ["x", "v2"], ["x", ""], ["x", "8000.txt"], ["x", "--size=1.5"],
    ])
    func whatIsNoPortIsLeftOut(words: [String]) { #expect(CommandPorts.named(words) == []) }

    @Test func theProgramsOwnNameIsNone() { #expect(CommandPorts.named(["8000", "9000"]) == [9000]) }
}
