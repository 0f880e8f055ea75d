import CLinux

/// Our own terminal passing on every key as it is typed (termios(3), `cfmakeraw`), until the value goes.
package final class RawTerminal {
    private var before = termios()
    private let descriptor: Int32

    /// - Returns: `nil` when the descriptor is no terminal.
    package init?(_ descriptor: Int32 = 0) {
        self.descriptor = descriptor
        guard tcgetattr(descriptor, &before) == 0 else { return nil }
        var raw = before
        raw.c_iflag &= ~tcflag_t(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON)
        // What comes has passed a terminal of its own already.
        raw.c_oflag &= ~tcflag_t(OPOST)
        raw.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
        tcsetattr(descriptor, TCSANOW, &raw)
    }

    deinit { tcsetattr(descriptor, TCSANOW, &before) }
}
