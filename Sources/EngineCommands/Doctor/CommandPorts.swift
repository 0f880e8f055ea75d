/// The ports that a command line names, for a program that does not say which one it could not have: `8000`,
/// `--port=3000`, `-p3000`, `127.0.0.1:3000`.
enum CommandPorts {
    /// - Returns: each once, in the order of the words; numbers that no port can be are left out.
    static func named(_ words: [String]) -> [UInt16] {
        var out: [UInt16] = []
        for word in words.dropFirst() {
            guard let port = port(word), !out.contains(port) else { continue }
            out.append(port)
        }
        return out
    }

    private static func port(_ word: String) -> UInt16? {
        let bytes = Array(word.utf8)
        let digits = bytes.reversed().prefix { (48...57).contains($0) }
        guard !digits.isEmpty, digits.count <= 5 else { return nil }
        let before = bytes.dropLast(digits.count)
        // Alone, behind what joins an option or an address with its number, or behind an option of one letter.
        let isOption = before.count == 2 && before.first == UInt8(ascii: "-") && before.last == UInt8(ascii: "p")
        guard
            before.isEmpty || isOption
                || before.last.map({ [UInt8(ascii: "="), UInt8(ascii: ":")].contains($0) }) == true
        else { return nil }
        let number = digits.reversed().reduce(0) { $0 * 10 + Int($1 - 48) }
        return number == 0 ? nil : UInt16(exactly: number)
    }
}
