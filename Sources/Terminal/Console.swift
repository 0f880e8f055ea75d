import Glibc

/// The two output streams of a command, what each can show, and whether somebody can be asked.
package struct Console {
    package let out: Output
    package let err: Output
    /// Columns of the terminal behind `out`; `nil` when it is none: then nothing is cut.
    package var width: Int?
    /// Rows of that terminal.
    package var height: Int?
    /// Whether `out` takes colour.
    package var color: Bool
    /// Whether `err` takes colour.
    package var errorColor: Bool
    /// Whether `err` is a terminal, where progress may be drawn.
    package var showsProgress: Bool
    /// Whether a question can be asked: both standard input and standard error are terminals.
    package var canAsk: Bool

    package init(
        out: Output, err: Output, width: Int? = nil, height: Int? = nil, color: Bool = false, errorColor: Bool = false,
        showsProgress: Bool = false, canAsk: Bool = false
    ) {
        self.out = out
        self.err = err
        self.width = width
        self.height = height
        self.color = color
        self.errorColor = errorColor
        self.showsProgress = showsProgress
        self.canAsk = canAsk
    }

    /// The process's own standard streams.
    package static func standard(color: ColorChoice, environment: [String: String]) -> Console {
        let outIsTerminal = isatty(1) == 1
        let errIsTerminal = isatty(2) == 1
        let size = outIsTerminal ? Self.size(of: 1, environment: environment) : nil
        return Console(
            out: Output(descriptor: 1), err: Output(descriptor: 2), width: size?.columns, height: size?.rows,
            color: color.resolve(isTerminal: outIsTerminal, environment: environment),
            errorColor: color.resolve(isTerminal: errIsTerminal, environment: environment),
            showsProgress: errIsTerminal && environment["TERM"] != "dumb", canAsk: isatty(0) == 1 && errIsTerminal)
    }

    /// The terminal's size now (ioctl_tty(2)), else `COLUMNS`, else 80 by 24.
    package static func size(of descriptor: Int32, environment: [String: String]) -> (columns: Int, rows: Int) {
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
        }
        return (environment["COLUMNS"].flatMap { Int($0) } ?? 80, environment["LINES"].flatMap { Int($0) } ?? 24)
    }

    /// The text in a style, if `out` takes colour.
    package func styled(_ text: String, _ style: Style) -> String { style.apply(to: text, color: color) }

    /// Asks on standard error and reads one line from standard input; only `y` and `yes` mean yes.
    package func confirm(_ question: String) -> Bool {
        out.flush()
        err.write(question + " [y/N] ")
        err.flush()
        guard let answer = readLine(strippingNewline: true) else { return false }
        return ["y", "yes"].contains(answer.lowercased())
    }

    package func flush() {
        out.flush()
        err.flush()
    }
}
