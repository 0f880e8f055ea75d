import Commands
import Inventory
import LinuxKernel
import Terminal
import TestSupport
import Testing

@testable import StackCommands

@Suite struct StackTableTests {
    private func lines(_ services: String) throws -> [String] {
        let json = try #require(JSONValue(Array("{\"services\":[\(services)]}".utf8)))
        let context = Context(machine: FakeHost().machine, console: Console(out: Output(), err: Output()))
        return StackTable(json, context).lines
    }

    @Test func aService() throws {
        let lines = try lines(
            """
            {"name":"api","state":"ready","pid":4242,"ports":[{"address":"127.0.0.1:8000"},{"address":"[::1]:9229"}],
             "up_seconds":7500,"restarts":2,"divergences":[]}
            """)
        #expect(lines.count == 2)
        for word in ["SERVICE", "STATE", "ADDRESS", "PID", "UP", "RESTARTS"] { #expect(lines[0].contains(word)) }
        for word in ["api", "ready", "127.0.0.1:8000 [::1]:9229", "4242", "2 h 5 min", " 2"] {
            #expect(lines[1].contains(word))
        }
    }

    @Test(arguments: [("ready", false, false), ("ready", true, true), ("starting", false, true)])
    func anAddressPromisesAnAnswer(state: String, isListening: Bool, isShown: Bool) throws {
        let port = "{\"address\":\"127.0.0.1:5100\",\"listening\":\(isListening)}"
        let line = try #require(try lines("{\"name\":\"a\",\"state\":\"\(state)\",\"ports\":[\(port)]}").last)
        #expect(line.contains("5100") == isShown)
    }

    /// What stands in the last column, the weightiest first.
    @Test(arguments: [
        (#""reason":"exited with 1; given up after 2 restarts","overdue":true"#, "given up"),
        (#""pid":1,"divergences":[{"text":"listens on 3000"}],"overdue":true"#, "listens on 3000"),
        (#""pid":1,"overdue":true"#, "not ready in time"),
        (#""pid":null,"last_exit":{"text":"killed by SIGKILL"}"#, "SIGKILL"),
    ])
    func notes(_ members: String, _ note: String) throws {
        let line = try #require(try lines("{\"name\":\"a\",\"state\":\"failed\",\(members)}").last)
        #expect(line.contains(note))
    }

    @Test func whatMendsItStandsBelow() throws {
        let lines = try lines(
            #"{"name":"a","state":"ready","pid":1,"divergences":[{"text":"on 3000","mend":"--port 4000"}]}"#)
        #expect(lines.last == "a: --port 4000")
        #expect(lines.count == 3)
    }

    @Test func anEarlierEndOfWhatRunsIsNoNote() throws {
        let lines = try lines(
            #"{"name":"a","state":"ready","pid":7,"restarts":0,"last_exit":{"text":"exited with 1"}}"#)
        #expect(lines.last?.contains("exited") == false)
    }

    @Test func whatIsMissingIsEmpty() throws {
        #expect(try lines("{}").count == 2)
        #expect(try lines("").count <= 1)
    }

    @Test func controlCharactersAreShown() throws {
        let lines = try lines(#"{"name":"a\u001b[31m","state":"failed","reason":"x\u0007\ny"}"#)
        #expect(!lines.joined().unicodeScalars.contains { $0.value < 32 })
        #expect(lines.count == 2)
    }
}
