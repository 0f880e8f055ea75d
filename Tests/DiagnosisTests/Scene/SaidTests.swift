import Diagnosis
import Testing

@Suite struct SaidTests {
    private let said = Said(["Error: Connect ECONNREFUSED", "upstream: \"http://[::1]:3000/\""])

    @Test(arguments: [
        ("econnrefused", true), ("error: connect", true), ("refused upstream", false), ("", false), ("x", false),
    ])
    func phrasesAreFoundWithoutRegardToCase(_ phrase: String, _ isThere: Bool) {
        #expect(said.has(phrase) == isThere)
    }

    @Test func theFirstOfSeveral() {
        #expect(said.phrase(["nothing", "upstream", "error"]) == "upstream")
        #expect(said.phrase([]) == nil)
    }

    @Test func theWordBehindAPhrase() {
        #expect(Said(["connecting to node kafka:9092 (id 1)"]).word(after: "to node ") == "kafka:9092")
        #expect(said.word(after: "upstream:") == "http://[::1]:3000/")
        #expect(said.word(after: "nothing") == nil)
        #expect(Said(["at end "]).word(after: "end") == nil)
    }

    @Test func emptiness() {
        #expect(Said([String]()).isEmpty)
        #expect(Said([""]).isEmpty)
        #expect(!said.isEmpty)
    }

    @Test func aLongLogIsCutOff() {
        #expect(!Said([String(repeating: "a", count: 9000) + "needle"]).has("needle"))
    }

    @Test(arguments: [
        (0, "1970-01-01 00:00 UTC"), (1_760_000_000, "2025-10-09 08:53 UTC"), (951_782_399, "2000-02-28 23:59 UTC"),
        (951_868_800, "2000-03-01 00:00 UTC"), (-1, "1969-12-31 23:59 UTC"), (4_107_542_399, "2100-02-28 23:59 UTC"),
    ])
    func daysOfTheCalendar(_ seconds: Int64, _ text: String) { #expect(Day.text(seconds) == text) }
}
