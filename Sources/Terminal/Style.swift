/// How a piece of text looks on a terminal that takes colour (ECMA-48 SGR).
package enum Style: Hashable, Sendable {
    case plain, bold, dim, red, green, yellow, blue, magenta, cyan

    /// The SGR parameter, `nil` for plain text.
    var code: String? {
        switch self {
        case .plain: nil
        case .bold: "1"
        case .dim: "2"
        case .red: "31"
        case .green: "32"
        case .yellow: "33"
        case .blue: "34"
        case .magenta: "35"
        case .cyan: "36"
        }
    }

    /// The text between this style's escape and the reset, or as it is when colour is off.
    package func apply(to text: String, color: Bool) -> String {
        guard color, let code, !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}

/// When to colour: `--color`.
package enum ColorChoice: String, Sendable, CaseIterable {
    case auto, always, never

    /// Decides for one stream: an explicit choice first, then `NO_COLOR` (no-color.org), `CLICOLOR_FORCE`,
    /// a terminal that is not `dumb`.
    package func resolve(isTerminal: Bool, environment: [String: String]) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            if let value = environment["NO_COLOR"], !value.isEmpty { return false }
            if let value = environment["CLICOLOR_FORCE"], value != "0", !value.isEmpty { return true }
            return isTerminal && environment["TERM"] != "dumb"
        }
    }
}
