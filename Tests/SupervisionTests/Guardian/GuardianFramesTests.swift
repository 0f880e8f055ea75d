import CGuardian
import LinuxKernel
import Supervision
import Testing

@Suite struct GuardianFramesTests {
    private let run = RunID(stack: "shop", unique: 35)

    @Test func shortRequestsAreAFewNumbers() throws {
        let cases: [(GuardianRequest, [UInt8])] = [
            (.kill(ServiceID(258)), [5, 0, 0, 0, 4, 2, 1, 0, 0]),
            (.shutdown(grace: 1.5), [5, 0, 0, 0, 5, 0xdc, 5, 0, 0]),
            (.shutdown(grace: -1), [5, 0, 0, 0, 5, 0, 0, 0, 0]),
            (
                .signal(ServiceID(1), .interrupt, wholeSession: true),
                [13, 0, 0, 0, 2, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0]
            ),
            (
                .stop(ServiceID(1), nil, grace: nil),
                [13, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255]
            ),
            (
                .stop(ServiceID(1), .terminate, grace: 0.001),
                [13, 0, 0, 0, 3, 1, 0, 0, 0, 15, 0, 0, 0, 1, 0, 0, 0]
            ),
        ]
        for (request, bytes) in cases { #expect(try request.frame(run: run) == bytes) }
    }

    @Test func aStartIsNumbersAndTexts() throws {
        let request = SpawnRequest(
            id: ServiceID(7), name: "api", arguments: ["a", ""], environment: ["B": "1", "OSTIA_RUN": "outer"],
            directory: "/d", hasTerminal: true, keepsDescendants: true, stopSignal: .interrupt, grace: 0.256)
        let frame = try GuardianRequest.spawn(request).frame(run: run)
        let numbers: [UInt8] = [7, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]
        let texts = "api\0/d\0a\0\0B=1\0OSTIA_RUN=shop.z\0OSTIA_SERVICE_ID=7\0"
        #expect(frame == [UInt8(1 + numbers.count + texts.utf8.count), 0, 0, 0, 1] + numbers + Array(texts.utf8))
    }

    @Test func whatCannotBeSentIsRefused() {
        var request = SpawnRequest(
            id: ServiceID(7), name: "api", arguments: ["a\0b"], environment: [:], directory: "/")
        #expect(throws: SystemError.self) { try GuardianRequest.spawn(request).frame(run: run) }
        request.arguments = [String(repeating: "x", count: 9 << 20)]
        #expect(throws: SystemError.self) { try GuardianRequest.spawn(request).frame(run: run) }
    }

    @Test(arguments: 1...12) func framesAreCutHoweverTheyCome(piece: Int) throws {
        let frames: [[UInt8]] = [[66, 1], [67], [68, 1, 2, 3, 4, 5, 6, 7, 8]]
        let stream: [UInt8] = frames.flatMap { (frame: [UInt8]) -> [UInt8] in [UInt8(frame.count), 0, 0, 0] + frame }
        var splitter = FrameSplitter()
        var got: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: piece) {
            got += try splitter.add(stream[start..<min(start + piece, stream.count)]).map(Array.init)
        }
        #expect(got == frames)
    }

    @Test(arguments: [[0, 0, 0, 0], [255, 255, 255, 255], [1, 0, 128, 0]] as [[UInt8]])
    func anImpossibleLengthIsAnError(bytes: [UInt8]) {
        var splitter = FrameSplitter()
        #expect(throws: SystemError.self) { try splitter.add(bytes) }
    }

    @Test func eventsAreRead() {
        let one: [UInt8] = [1, 0, 0, 0]
        let cases: [([UInt8], GuardianEvent)] = [
            ([64] + one + [2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], .hello(version: 1, pid: 2, startTicks: 1 << 32)),
            ([65] + one + [0, 1, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0], .spawned(ServiceID(1), pid: 256, startTicks: 9)),
            ([66] + one + [2, 0, 0, 0, 1, 0, 0, 0], .failed(ServiceID(1), SpawnFailure(code: 2, stage: .folder))),
            (
                [67] + one + [
                    0, 3, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x42, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                ],
                .exited(ServiceID(1), LeaderExit(status: .exit(3), peakMemory: 8, userSeconds: 1, systemSeconds: 0))
            ),
            ([68] + one + [5, 0, 0, 0], .emptied(ServiceID(1), killed: 5)),
            (
                [69] + one + [1, 0, 0, 0, 7, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 97, 255, 0],
                .survivors(
                    ServiceID(1), [GuardedProcess(service: ServiceID(1), pid: 7, startTicks: 6, name: "a\\xff")])
            ),
            ([70, 0, 0, 0, 0], .finished(survivors: [])),
            (
                [70] + one + [3, 0, 0, 0, 7, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0],
                .finished(survivors: [GuardedProcess(service: ServiceID(3), pid: 7, startTicks: 6, name: "")])
            ),
        ]
        for (bytes, event) in cases {
            #expect(GuardianEvent(bytes[...]) == event)
            // Cut short anywhere it is none.
            for length in 0..<bytes.count { #expect(GuardianEvent(bytes[..<length]) == nil) }
        }
        #expect(GuardianEvent([200, 0, 0, 0, 0]) == nil)
    }
}

@Suite struct RunIDTests {
    @Test func itNamesItsStack() {
        let run = RunID(stack: "shop-1a2b", unique: 36)
        #expect(run.text == "shop-1a2b.10")
        #expect(run.text.hasPrefix(RunID.prefix(ofStack: "shop-1a2b")))
        #expect(!run.text.hasPrefix(RunID.prefix(ofStack: "shop-1a2")))
        #expect(RunID(run.text) == run)
        #expect(RunID(stack: "shop-1a2b") != RunID(stack: "shop-1a2b"))
    }

    @Test(arguments: ["a/b", "a b", "ä", "\n"]) func whatWouldBreakAPathOrALineIsReplaced(stack: String) {
        #expect(RunID(RunID(stack: stack).text) != nil)
        #expect(RunID(stack) == nil)
    }

    @Test func noneOfOursIsNone() {
        #expect(RunID("") == nil)
        #expect(RunID(String(repeating: "a", count: 121)) == nil)
    }

    @Test func aMatchIsExactOrOfAStack() {
        let run = RunID(stack: "shop", unique: 1)
        #expect(RunMatch.run(run).matches("shop.1"))
        #expect(!RunMatch.run(run).matches("shop.12"))
        #expect(RunMatch.stack("shop").matches("shop.12"))
        #expect(!RunMatch.stack("shop").matches("shop2.1"))
    }
}

@Suite struct GuardianProgramTests {
    @Test func itLiesBesideTheEngineOrInBin() {
        #expect(
            GuardianProgram.candidates(environment: [:], executable: "/usr/libexec/ostia/ostia-engine")
                == ["/usr/libexec/ostia/ostia", "/usr/bin/ostia"])
        #expect(
            GuardianProgram.candidates(environment: ["OSTIA_PROGRAM": "/x"], executable: "/b/ostia-engine")
                == ["/x", "/b/ostia", "/bin/ostia"])
    }

    @Test func withoutItWeAreOurselves() {
        #expect(GuardianProgram.find(environment: [:], executable: "/no/such/folder/x/y") == "/proc/self/exe")
        // A folder of that name is no program.
        #expect(
            GuardianProgram.find(environment: ["OSTIA_PROGRAM": "/tmp"], executable: "/no/such/x/y") == "/proc/self/exe"
        )
    }
}
