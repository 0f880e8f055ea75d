/// Signals that end a process or tell it something, by number: Linux on x86 and ARM (signal(7)).
enum StopSignal {
    private static let names = [
        1: "HUP", 2: "INT", 3: "QUIT", 6: "ABRT", 9: "KILL", 10: "USR1", 12: "USR2", 14: "ALRM", 15: "TERM", 18: "CONT",
        21: "TTIN", 22: "TTOU", 28: "WINCH", 29: "IO", 30: "PWR",
    ]

    static func name(_ number: Int) -> String? { names[number] }

    /// `SIGINT`, `int`, `2` as `INT`.
    static func name(_ text: String) -> String? {
        if let number = Int(text) { return name(number) }
        let upper = text.uppercased()
        let bare = upper.hasPrefix("SIG") ? String(upper.dropFirst(3)) : upper
        return names.values.contains(bare) ? bare : nil
    }
}
