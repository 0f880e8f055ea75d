import Inventory
import Testing

@testable import StackCommands

@Suite struct RunningServicesTests {
    private func services(_ text: String) throws -> RunningServices {
        let members = text.split(separator: ";").map { entry -> String in
            let parts = entry.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
            let needs = parts.dropFirst(2).map { "\"\($0)\"" }.joined(separator: ",")
            return "{\"name\":\"\(parts[0])\",\"state\":\"\(parts[1])\",\"needs\":[\(needs)],"
                + "\"ports\":[{\"name\":\"\",\"port\":70},{\"name\":\"x\",\"port\":70000}]}"
        }
        return RunningServices(try #require(JSONValue(text: "{\"services\":[\(members.joined(separator: ","))]}")))
    }

    @Test(arguments: [
        ("db ready; api ready db", "api", "db api", "db api", true),
        ("db ready; api ready db", "db", "db", "db", false),
        ("db ready; api ready db; web ready db", "api", "db api", "api", false),
        ("db ready; api ready db; web stopped db", "api", "db api", "db api", true),
        ("a ready; b ready a; c ready b; d ready a", "c", "a b c", "b c", false),
        ("db.1 ready; db.2 ready; dbx ready; api ready db.1 db.2", "api", "db.1 db.2 api", "db.1 db.2 api", false),
        ("db.1 ready; db.x ready", "db", "db.1", "db.1", false),
        ("a ready b; b ready a", "a", "a b", "a b", true),
        ("a exited", "a", "a", "", true),
        ("a ready", "nobody", "", "", false),
    ])
    func whoComesAndGoes(_ text: String, _ name: String, _ comes: String, _ goes: String, _ areAll: Bool) throws {
        let running = try services(text)
        #expect(running.withNeeds(of: name).joined(separator: " ") == comes)
        #expect(running.going(with: name).joined(separator: " ") == goes)
        #expect(running.areAll(running.going(with: name)) == areAll)
    }

    @Test func portsAreKnownByName() throws {
        #expect(try services("a ready").services.first?.ports == ["": 70])
    }

    @Test(arguments: [
        (ProviderMessage.info("a\n\"b\""), #"{"type":"info","message":"a\n\"b\""}"#),
        (.debug("x"), #"{"type":"debug","message":"x"}"#), (.error("x"), #"{"type":"error","message":"x"}"#),
        (.setVariable("URL", "a=b"), #"{"type":"setenv","message":"URL=a=b"}"#),
    ])
    func messagesAreLinesOfJSON(_ message: ProviderMessage, _ line: String) {
        #expect(message.line == line)
    }
}
