import Testing

@testable import Supervision

@Suite struct ControlRequestTests {
    static let requests: [ControlRequest] = [
        .status, .start([]), .start(["web"]), .stop(["web", "api.2"]), .restart(["a\"b", "ä\n\\"]), .down, .wait,
        .attach("db"), .attach(""),
    ]

    @Test(arguments: requests)
    func roundTrip(_ request: ControlRequest) {
        let line = request.line
        #expect(line.last == 10)
        #expect(line.filter { $0 == 10 }.count == 1, "one request is one line")
        #expect(ControlRequest(line.dropLast()) == request)
    }

    @Test(arguments: [
        "", "{}", "[]", "status", "{\"do\":7}", "{\"do\":\"dance\"}", "{\"do\":\"attach\"}",
        "{\"do\":\"attach\",\"services\":[7]}", "{\"do\":\"status\"", "\u{0}", "GET / HTTP/1.1\r",
        "{\"do\":\"attach\",\"services\":{}}",
    ])
    func nonsense(_ text: String) { #expect(ControlRequest(Array(text.utf8)) == nil) }

    @Test func whatALaterVersionAddsIsIgnored() {
        let text = "{\"do\":\"stop\",\"services\":[\"web\"],\"grace\":5}"
        #expect(ControlRequest(Array(text.utf8)) == .stop(["web"]))
    }

    @Test(arguments: [
        ControlAnswer(isDone: true), ControlAnswer(isDone: false, text: "no service is called x", status: 2),
        ControlAnswer(
            isDone: true, text: "line\nbreak \"quoted\" \u{1b}[31m ü", document: "{\"a\":[1,2]}", status: 130),
    ])
    func answers(_ answer: ControlAnswer) {
        let line = answer.line
        #expect(line.filter { $0 == 10 }.count == 1)
        #expect(ControlAnswer(line.dropLast()) == answer)
    }

    @Test(arguments: ["", "{}", "{\"done\":1}", "{\"done\":\"yes\"}", "null", "{\"done\":true"])
    func noAnswer(_ text: String) { #expect(ControlAnswer(Array(text.utf8)) == nil) }

    @Test func aNumberBeyondAllCodes() async {
        await #expect(processExitsWith: .success) {
            _ = ControlAnswer(Array("{\"done\":true,\"status\":99999999999}".utf8))
        }
    }

    @Test func bytesThatAreNoText() {
        #expect(ControlRequest([0x7b, 0xff, 0xfe, 0x7d]) == nil)
        #expect(ControlAnswer([UInt8](repeating: UInt8(ascii: "["), count: 50_000)) == nil)
    }
}
