package import LinuxKernel

/// The status that wait(2) returns.
package struct WaitStatus: Hashable, Sendable {
    package var raw: Int32

    package init(_ raw: Int32) { self.raw = raw }

    /// The status of a process that ended by itself.
    package static func exit(_ code: Int32) -> WaitStatus { WaitStatus((code & 0xff) << 8) }
    package static func killed(by signal: Signal) -> WaitStatus { WaitStatus(signal.number & 0x7f) }

    /// `nil` when a signal ended it.
    package var exitCode: Int32? { raw & 0x7f == 0 ? raw >> 8 & 0xff : nil }
    /// The signal that ended it.
    package var signal: Signal? { raw & 0x7f == 0 ? nil : Signal(number: raw & 0x7f) }
    package var hasDumpedCore: Bool { signal != nil && raw & 0x80 != 0 }
    /// As shells count: 128 and the signal's number.
    package var shellCode: Int32 { exitCode ?? 128 + (raw & 0x7f) }
}
