import Testing

@testable import Supervision

@Suite struct GoodRunTests {
    @Test func roundTrip() throws {
        let good = GoodRun(
            service(ports: [("http", 8000), ("debug", 9229)], variables: ["A": "1", "B\"": "x y\n"]),
            at: 1_700_000_000.5)
        #expect(GoodRun(good.bytes) == good)
        #expect(good.bytes.last == 10)
    }

    @Test(arguments: ["", "{}", "{\"at\":1}", "{\"command\":\"x\"}", "[1]", "{\"at\":\"x\",\"command\":\"y\"}"])
    func nonsense(_ text: String) { #expect(GoodRun(Array(text.utf8)) == nil) }

    @Test func aPortBeyondAllPorts() {
        let good = GoodRun(Array("{\"at\":1,\"command\":\"x\",\"ports\":{\"\":70000,\"a\":-1,\"b\":80}}".utf8))
        #expect(good?.ports == ["b": 80])
    }

    @Test func valuesAreNeverKeptInClear() {
        let secret = "hunter2-correct-horse"
        let bytes = GoodRun(service(variables: ["PASSWORD": secret]), at: 1).bytes
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("PASSWORD"))
        for part in [secret, "hunter2", "horse"] { #expect(!text.contains(part)) }
    }

    @Test func nothingHasChanged() { #expect(GoodRun(service(), at: 1).changes(to: service()) == []) }

    @Test func everythingThatChanged() {
        let before = GoodRun(
            service(ports: [("", 8000), ("debug", 9229)], variables: ["SAME": "s", "OLD": "o", "SECRET": "hunter2"]),
            at: 1)
        let now = service(
            command: "gunicorn api", ports: [("", 8001), ("debug", 9229), ("admin", 9000)],
            variables: ["SAME": "s", "NEW": "n", "SECRET": "hunter3"])
        #expect(
            before.changes(to: now) == [
                "command: flask run → gunicorn api", "port: 8000 → 8001", "port admin: none → 9000",
                "variable NEW: new",
                "variable OLD: gone", "variable SECRET: another value",
            ])
    }

    @Test func aPortThatIsGone() {
        let before = GoodRun(service(ports: [("", 8000), ("debug", 9229)]), at: 1)
        #expect(before.changes(to: service()) == ["port debug: 9229 → none"])
    }

    @Test func anEmptyValueIsNotNone() {
        let before = GoodRun(service(variables: ["A": ""]), at: 1)
        #expect(before.changes(to: service(variables: ["A": ""])) == [])
        #expect(before.changes(to: service(variables: ["A": "1"])) == ["variable A: another value"])
    }
}
