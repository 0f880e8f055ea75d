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
}
