import Testing

@testable import Diagnosis

@Suite("Stack traces")
struct TraceTests {
    private func mark(_ line: String) -> TraceMark { TraceMark(CleanLine(line)) }

    private func readings(_ text: String) -> [String] {
        ErrorMessages.read(text).map { report in
            "\(report.kind.rawValue) \(report.host ?? "-") \(report.port.map { "\($0)" } ?? "-")"
        }
    }

    @Test(
        "A cause",
        arguments: [
            "Caused by: java.net.ConnectException", "[cause]: Error: x", "  [cause]: Error", "---> System.Exception",
            "nested exception is x", "web-1  | Caused by: x", "reason: econnrefused",
        ])
    func causes(line: String) {
        #expect(mark(line).isCause)
        #expect(mark(line).isInside)
        #expect(!mark(line).isRecord)
    }

    @Test(
        "Inside a trace",
        arguments: [
            "at main (app.js:1:2)", "\tat com.example.App", "... 30 more", "File \"x.py\", line 3", "[errors]: [",
        ])
    func inside(line: String) {
        #expect(mark(line).isInside)
        #expect(!mark(line).isCause)
    }

    @Test(
        "A record of its own",
        arguments: [
            "2026-01-05 10:00:00 ERROR x", "[error] x", "10:00:00.123 x", "E0105 10:00:00 x", "1767600000: Error",
        ])
    func records(line: String) {
        #expect(mark(line).isRecord)
        #expect(!mark(line).isInside)
    }

    @Test("Neither", arguments: ["Error: connect ECONNREFUSED", "TypeError: fetch failed", "", "-1234 x"])
    func plain(line: String) {
        #expect(!mark(line).isRecord)
        #expect(!mark(line).isInside)
    }

    @Test("A frame between error and cause does not part them")
    func frames() {
        let frames = (0..<40).map { "\tat com.example.A.b(A.java:\($0))" }.joined(separator: "\n")
        let text =
            "java.net.ConnectException: Failed to connect to localhost/127.0.0.1:8080\n\(frames)\n"
            + "Caused by: java.net.ConnectException: Connection refused\n"
        #expect(readings(text) == ["connection-refused 127.0.0.1 8080"])
    }

    @Test("Quiet lines end a trace")
    func quiet() {
        let quiet = String(repeating: "all is well\n", count: 10)
        let text = "Error: connect ECONNREFUSED\n\(quiet)address: '10.0.0.1',\nport: 80\n"
        #expect(readings(text) == ["connection-refused - -"])
    }

    @Test("Two whole errors are two, however near")
    func two() {
        let text = "Error: connect ECONNREFUSED 10.0.0.1:80\nError: connect ECONNREFUSED 10.0.0.2:80\n"
        #expect(readings(text) == ["connection-refused 10.0.0.1 80", "connection-refused 10.0.0.2 80"])
    }

    @Test("A new record begins a new trace")
    func newRecord() {
        let text = """
            2026-01-05 10:00:00 ERROR connection refused
            2026-01-05 10:00:01 ERROR bind() to 0.0.0.0:80 failed (98: Address already in use)
            """
        #expect(readings(text) == ["address-in-use 0.0.0.0 80", "connection-refused - -"])
    }

    @Test("A wrapper that says nothing more is left out")
    func wrappers() {
        let text = "TypeError: fetch failed\n  [cause]: Error: connect ECONNREFUSED 127.0.0.1:80\n"
        #expect(readings(text) == ["connection-refused 127.0.0.1 80"])
        #expect(readings("TypeError: fetch failed\n") == ["connect-failed - -"])
    }

    @Test("What is about no endpoint gets none from its neighbours")
    func noEndpoint() {
        let text = "OSError: [Errno 24] Too many open files\naddress: '10.0.0.1',\nport: 80\n"
        #expect(readings(text) == ["fd-limit - -"])
    }

    @Test("A list of several errors gives the first one its endpoint")
    func several() {
        let text = """
              [cause]: AggregateError [ECONNREFUSED]:
                [errors]: [
                  Error: connect ECONNREFUSED ::1:3001
                  Error: connect ECONNREFUSED 127.0.0.1:3001
            """
        #expect(readings(text).first == "connection-refused ::1 3001")
    }

    @Test("A trace of any length is cut, and its errors are kept")
    func long() {
        let text = (0..<500).map { "Caused by: connection refused \($0)" }.joined(separator: "\n")
        #expect(readings(text) == ["connection-refused - -"])
    }

    @Test("What is wrong ranks above what follows from it, remarks below all")
    func ranks() {
        #expect(Telling.rank(.addressInUse) > Telling.rank(.connectionRefused))
        #expect(Telling.rank(.connectionRefused) > Telling.rank(.timeout))
        #expect(Telling.rank(.timeout) > Telling.rank(.connectFailed))
        #expect(Telling.rank(.connectFailed) > Telling.rank(.debuggerInfo))
        for kind in ErrorKind.allCases { #expect((0...4).contains(Telling.rank(kind))) }
    }
}
