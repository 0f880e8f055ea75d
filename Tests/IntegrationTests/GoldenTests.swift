import TestSupport
import Testing

/// What was typed and what is answered, to the letter: the texts that are the same on every machine.
///
/// `UPDATE_GOLDEN=1` rewrites Tests/Golden/cli; read the difference before it is committed.
@Suite("The answer to the letter", .requires("ostia"))
struct GoldenTests {
    static let cases = Golden.all(in: "cli")

    @Test("is that of the golden file", arguments: cases)
    func letter(golden: Golden) throws {
        // A width of its own: help is folded to the terminal's.
        let answer = try CLI().run(golden.arguments, environment: ["COLUMNS": "80"])
        golden.check("\(answer.output)\(answer.error)exit \(answer.code)\n")
    }

    @Test("is kept for every kind of question there is")
    func complete() {
        let commands = Set(Self.cases.compactMap(\.arguments.first))
        #expect(commands.isSuperset(of: ["ls", "who", "explain", "free", "wait", "port", "--help", "--version"]))
        #expect(Self.cases.count >= 20)
    }
}
