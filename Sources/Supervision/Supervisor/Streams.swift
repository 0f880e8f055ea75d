import CLinux
import LinuxKernel

/// The three descriptors of a process about to be started, and our ends of them.
struct Streams {
    /// What the process gets.
    let input: Int32
    let output: Int32
    let errors: Int32
    /// Where what is typed for it goes.
    let toInput: Int32
    /// Where what it writes is read: its terminal, or the pipe of its standard output.
    let fromOutput: Int32
    /// The pipe of its standard error; `nil` with a terminal.
    let fromErrors: Int32?
    let hasTerminal: Bool

    /// - Parameter terminal: the size of the terminal it gets; pipes where `nil`.
    init(terminal: (columns: Int, rows: Int)?) throws(SystemError) {
        if let terminal {
            let pair = try Pseudoterminal(columns: terminal.columns, rows: terminal.rows)
            input = pair.slave
            output = pair.slave
            errors = pair.slave
            // Of its own, so that the reader may close its one whenever it likes.
            toInput = clinux_fcntl(pair.master, F_DUPFD_CLOEXEC, 3)
            fromOutput = pair.master
            fromErrors = nil
            hasTerminal = true
            return
        }
        // An open pipe rather than /dev/null: development servers end when their input does.
        let (inputReader, inputWriter) = try Self.pipe()
        let (outputReader, outputWriter) = try Self.pipe()
        let (errorsReader, errorsWriter) = try Self.pipe()
        input = inputReader
        output = outputWriter
        errors = errorsWriter
        toInput = inputWriter
        fromOutput = outputReader
        fromErrors = errorsReader
        hasTerminal = false
    }

    /// Closes the process's ends, once it has them.
    func closeTheirs() { for descriptor in Set([input, output, errors]) { close(descriptor) } }

    private static func pipe() throws(SystemError) -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [0, 0]
        guard clinux_pipe(&ends) == 0 else { throw SystemError("pipe2") }
        return (ends[0], ends[1])
    }
}
