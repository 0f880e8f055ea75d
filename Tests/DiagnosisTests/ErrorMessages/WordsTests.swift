import Testing

@testable import Diagnosis

@Suite("What errors mean in words")
struct WordsTests {
    @Test("Each kind has a sentence, with its endpoint and its runtime or without", arguments: ErrorKind.allCases)
    func sentences(kind: ErrorKind) {
        let bare = ErrorWords.meaning(ErrorReport(kind))
        #expect(bare.hasSuffix("."))
        #expect(bare.first?.isUppercase == true)
        #expect(!bare.contains("nil"))
        let full = ErrorWords.meaning(ErrorReport(kind, host: "::1", port: 80, runtime: "Node.js"))
        #expect(full.contains("Node.js"))
    }

    @Test(
        "An endpoint is written so that it can be used",
        arguments: [
            ("::1", 80, "[::1]:80"), ("db", 80, "db:80"), (nil, 80, "Port 80"), ("db", nil, "db"),
        ] as [(String?, Int?, String)])
    func places(host: String?, port: Int?, text: String) {
        #expect(ErrorWords.meaning(ErrorReport(.connectionRefused, host: host, port: port)).hasPrefix(text + " "))
    }

    @Test(
        "The sentence says what is known and no more",
        arguments: [
            (ErrorKind.nameResolution, "db", nil, "The name db could not be turned into an address."),
            (.nameResolution, nil, nil, "The name of the server could not be turned into an address."),
            (.badPort, nil, 70000, "70000 is no usable port: ports go from 0 to 65535."),
            (.badPort, nil, nil, "The value is no usable port: ports go from 0 to 65535."),
            (.reset, "db", 80, "The connection at db:80 was cut off by the other side while it was in use."),
            (.connectFailed, nil, nil, "A connection to a server failed; the line does not say why."),
            (.listenFailed, nil, 80, "A server could not listen on port 80; the line does not say why."),
            (.debuggerWaiting, nil, 5005, "The program waits for a debugger at port 5005; it is no error."),
        ] as [(ErrorKind, String?, Int?, String)])
    func exact(kind: ErrorKind, host: String?, port: Int?, sentence: String) {
        #expect(ErrorWords.meaning(ErrorReport(kind, host: host, port: port)) == sentence)
    }
}
