import Foundation
import Synchronization
import TestSupport
import Testing

/// The same Procfile, `.env` and environment through `ostia up` and through foreman and honcho themselves: every
/// service must get the same words, the same folder and the same variables.
@Suite("UpTests: a Procfile", .requires("ostia", "foreman", .pythonModule("honcho")))
struct UpProcfileTests {
    @Test("gives its services what its reference gives them", arguments: ProcfileCase.all)
    func sameAsReference(example: ProcfileCase) throws {
        let base = BasePorts.free()
        let outcome = try ProcfileRun(example, base: base).outcome()
        for tool in example.references {
            for name in example.services {
                let ours = try #require(outcome[.ostia]?[name]), theirs = try #require(outcome[tool]?[name])
                #expect(ours.differences(from: theirs) == [], "\(name), beside \(tool)")
            }
        }
        if let offset = example.firstOffset, let first = example.services.first {
            #expect(outcome[.ostia]?[first]?.environment["PORT"] == "\(base + offset)")
        }
    }

    @Test("begins at 5000 when nobody says otherwise", .requires(.root))
    func defaultBase() throws {
        // In a network of its own, where nobody can hold port 5000.
        let example = ProcfileCase(
            "no port anywhere", "web: ./got web $PORT\napi: ./got api $PORT\n", services: ["web", "api"],
            arguments: [])
        let outcome = try ProcfileRun(example, base: 5000, network: TestNetwork()).outcome()
        for tool in ProcfileTool.allCases {
            #expect(outcome[tool]?["web"]?.words == ["5000"], "\(tool)")
            #expect(outcome[tool]?["api"]?.words == ["5100"], "\(tool)")
        }
    }
}

/// Runs of six ports a hundred apart, outside of the range in which other tests look for theirs.
private enum BasePorts {
    private static let next = Atomic(Int(getpid()) % 80)

    static func free() -> Int {
        while true {
            let base = 12_000 + next.wrappingAdd(1, ordering: .relaxed).newValue % 80 * 100
            // One that is not a round hundred as well, so that nothing agrees by chance.
            let odd = base + 7
            if (0..<6).allSatisfy({ !Ports.isListening(UInt16(odd + 100 * $0)) }) { return odd }
        }
    }
}
