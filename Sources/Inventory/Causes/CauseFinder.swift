/// Follows a process's parents and reads what they leave in its environment.
package struct CauseFinder {
    private let book: ProcessBook
    private let describer: Describer

    package init(_ book: ProcessBook, _ describer: Describer) {
        self.book = book
        self.describer = describer
    }

    package func cause(of process: ProcessRecord) -> Cause {
        let chain = book.ancestors(of: process.pid).map { parent in
            CauseLink(
                pid: parent.pid, name: parent.displayName, kind: Self.kind(parent),
                command: Self.short(parent.arguments))
        }
        let unit = describer.place(process).unit.flatMap { $0.hasSuffix(".service") ? $0 : nil }
        return Cause(
            chain: chain, unit: unit, container: describer.container(process)?.title,
            sshPeer: process.variable("SSH_CONNECTION")?.split(separator: " ").first.map(String.init),
            terminal: terminal(process),
            isOrphan: process.parent == 1 && chain.first?.kind == .serviceManager && unit == nil
                && describer.container(process) == nil,
            isSocketActivated: isSocketActivated(process))
    }

    /// Whatever runs as pid 1 manages services, unless it is known for something else: a container's may be a shell.
    private static func kind(_ process: ProcessRecord) -> CauseKind {
        let kind = CauseKind(name: process.name, arguments: process.arguments)
        return process.pid == 1 && kind == .program ? .serviceManager : kind
    }

    /// `LISTEN_PID` must name the reader itself, else the variables are an ancestor's.
    private func isSocketActivated(_ process: ProcessRecord) -> Bool {
        process.variable("LISTEN_FDS") != nil && process.variable("LISTEN_PID") == "\(process.pid)"
    }

    private func terminal(_ process: ProcessRecord) -> String? {
        if let program = process.variable("TERM_PROGRAM"), !program.isEmpty { return program }
        guard let device = process.stat?.terminal, device != 0 else { return nil }
        // proc_pid_stat(5): the minor number is in bits 31–20 and 7–0; 136 to 143 are the pts majors.
        let major = device >> 8 & 0xFFF
        let minor = (device >> 12 & 0xFFF00) | (device & 0xFF)
        return (136...143).contains(major) ? "/dev/pts/\((major - 136) * 256 + minor)" : "tty \(major):\(minor)"
    }

    /// The first words of a command line, program without its folder.
    static func short(_ arguments: [String]) -> String {
        guard let first = arguments.first else { return "" }
        let name = first.split(separator: "/").last.map(String.init) ?? first
        let words = ([name] + arguments.dropFirst().prefix(4)).joined(separator: " ")
        return words.count > 48 ? words.prefix(47) + "…" : words
    }
}
