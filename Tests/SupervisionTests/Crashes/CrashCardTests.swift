import Inventory
import Stack
import Testing

@testable import Supervision

@Suite struct CrashCardTests {
    private func card(
        _ ending: Ending = Ending(code: 1), restarts: Int = 0, lines: [String] = ["boom"], changes: [String] = [],
        lastGood: Double? = 1_700_000_000, meaning: String? = nil
    ) -> CrashCard {
        CrashCard(
            service: "api", command: "flask run", ending: ending, ranFor: 3.2, restarts: restarts, lines: lines,
            changes: changes, lastGood: lastGood, at: 1_700_000_100, meaning: meaning)
    }

    @Test func whatAPersonNeeds() {
        let text = card(
            Ending(signal: 11, peakMemory: 300 << 20), restarts: 2, lines: ["one", "two"],
            changes: ["files: app.py", "variable KEY: gone"], meaning: "the port is taken"
        ).text
        #expect(
            text == [
                "api killed by SIGSEGV after 3 s, restart 2", "  command   flask run", "  memory    at most 300 MB",
                "  means     the port is taken", "  changed   since it was last ready:", "            files: app.py",
                "            variable KEY: gone", "  output    its last 2 lines:", "    | one", "    | two",
                "  next      ostia logs api; ostia doctor --error - reads what it wrote",
            ])
    }

    @Test func whatIsNotKnownIsNotSaid() {
        let text = card(lines: []).text
        #expect(text[0] == "api exited with 1 after 3 s")
        #expect(text.contains("  output    nothing was written"))
        for word in ["memory", "means", "changed"] { #expect(!text.contains { $0.hasPrefix("  \(word)") }) }
    }

    @Test func neverReadyIsSaid() {
        #expect(card(lastGood: nil).text.contains("  changed   it has never been ready here"))
    }

    @Test func aSetupIsNotTheService() throws {
        var card = card(lastGood: nil)
        (card.isSetup, card.command) = (true, "npm ci")
        #expect(card.text.prefix(2) == ["api: its setup exited with 1 after 3 s", "  command   npm ci"])
        #expect(!card.text.contains { $0.hasPrefix("  changed") })
        #expect(CrashCard(try #require(JSONValue(card.json.encoded())))?.isSetup == true)
    }

    @Test func oneLineIsALine() { #expect(card().text.contains("  output    its last line:")) }

    @Test func outOfMemory() {
        #expect(card(Ending(signal: 9, wasOutOfMemory: true)).text[0].contains("out of memory"))
    }

    @Test(arguments: [
        Ending(code: 1), Ending(code: 255, peakMemory: 12345), Ending(signal: 9, wasOutOfMemory: true),
        Ending(signal: 34),
    ])
    func roundTrip(_ ending: Ending) throws {
        let cards = [
            card(ending),
            card(ending, restarts: 7, lines: ["\u{1b}[31mred", "tab\t\"q\"", "é"], changes: ["x"], meaning: "m"),
            card(ending, lines: [], lastGood: nil),
        ]
        for card in cards {
            let json = try #require(JSONValue(card.json.encoded()))
            #expect(CrashCard(json) == card)
        }
    }

    @Test(arguments: ["{}", "{\"schema\":\"ostia/crash/2\",\"service\":\"a\"}", "{\"schema\":\"ostia/crash/1\"}", "[]"])
    func noCard(_ text: String) throws { #expect(CrashCard(try #require(JSONValue(Array(text.utf8)))) == nil) }

    @Test func aCodeBeyondAllCodes() async {
        await #expect(processExitsWith: .success) {
            let text = "{\"schema\":\"ostia/crash/1\",\"service\":\"a\",\"code\":99999999999,\"signal\":-99999999999}"
            if let json = JSONValue(Array(text.utf8)) { _ = CrashCard(json) }
        }
    }
}
