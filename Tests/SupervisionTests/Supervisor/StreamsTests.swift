import CLinux
import Foundation
import LinuxKernel
import TestSupport
import Testing

@testable import Supervision

@Suite struct StreamsTests {
    private func write(_ text: String, _ descriptor: Int32) {
        #expect(Foundation.write(descriptor, text, text.utf8.count) == text.utf8.count)
    }

    private func text(_ descriptor: Int32) -> String? {
        guard Poll.readable(descriptor, seconds: 5) else { return nil }
        return FileBytes.some(from: descriptor).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func pipesKeepOutputAndErrorsApart() throws {
        let streams = try Streams(terminal: nil)
        #expect(!streams.hasTerminal)
        let errors = try #require(streams.fromErrors)
        defer { for descriptor in [streams.toInput, streams.fromOutput, errors] { close(descriptor) } }
        write("out", streams.output)
        write("err", streams.errors)
        write("in", streams.toInput)
        #expect(text(streams.fromOutput) == "out")
        #expect(text(errors) == "err")
        #expect(text(streams.input) == "in")
        streams.closeTheirs()
        #expect(text(streams.fromOutput) == "")
        #expect(text(errors) == "")
    }

    @Test func aTerminalIsOneForAllThree() throws {
        let streams = try Streams(terminal: (columns: 100, rows: 30))
        defer { for descriptor in [streams.toInput, streams.fromOutput] { close(descriptor) } }
        #expect(streams.hasTerminal)
        #expect(streams.fromErrors == nil)
        #expect(Set([streams.input, streams.output, streams.errors]).count == 1)
        #expect(isatty(streams.output) == 1)
        write("hello\n", streams.errors)
        #expect(text(streams.fromOutput)?.hasPrefix("hello") == true)
        write("typed\n", streams.toInput)
        #expect(text(streams.input) == "typed\n")
        streams.closeTheirs()
    }

    @Test func typingGoesOnWhenTheReaderHasClosedItsEnd() throws {
        let streams = try Streams(terminal: (columns: 100, rows: 30))
        close(streams.fromOutput)
        write("typed\n", streams.toInput)
        #expect(text(streams.input) == "typed\n")
        streams.closeTheirs()
        close(streams.toInput)
    }

    /// The last words of a service come through though it is gone.
    @Test func whatWasWrittenBeforeTheEndIsRead() throws {
        let streams = try Streams(terminal: (columns: 100, rows: 30))
        write("last", streams.output)
        streams.closeTheirs()
        #expect(text(streams.fromOutput) == "last")
        close(streams.toInput)
        close(streams.fromOutput)
    }

    @Test func noneIsInherited() throws {
        let streams = try Streams(terminal: nil)
        for descriptor in [streams.toInput, streams.fromOutput, streams.fromErrors ?? -1] {
            #expect(clinux_fcntl(descriptor, F_GETFD, 0) & FD_CLOEXEC != 0)
            close(descriptor)
        }
        streams.closeTheirs()
    }

    @Test func aTerminalHasItsSize() throws {
        let terminal = try Pseudoterminal(columns: 132, rows: 43)
        defer { for descriptor in [terminal.master, terminal.slave] { close(descriptor) } }
        #expect(size(terminal.slave) == [132, 43])
        terminal.resize(columns: 80, rows: 24)
        #expect(size(terminal.slave) == [80, 24])
        Pseudoterminal.resize(terminal.master, columns: 1_000_000, rows: -3)
        #expect(size(terminal.slave) == [65535, 0])
    }

    private func size(_ descriptor: Int32) -> [Int] {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return [] }
        return [Int(size.ws_col), Int(size.ws_row)]
    }
}
