import CLinux
import LinuxKernel

/// A terminal for a service: what it writes comes out of the master (pty(7)).
struct Pseudoterminal {
    let master: Int32
    let slave: Int32

    /// - Parameters:
    ///   - columns: its width as the service sees it.
    ///   - rows: its height.
    init(columns: Int, rows: Int) throws(SystemError) {
        master = clinux_open_terminal()
        guard master >= 0 else { throw SystemError("open", "/dev/ptmx") }
        slave = clinux_open_terminal_peer(master)
        guard slave >= 0 else {
            let error = SystemError("TIOCGPTPEER")
            close(master)
            throw error
        }
        resize(columns: columns, rows: rows)
    }

    func resize(columns: Int, rows: Int) { Self.resize(master, columns: columns, rows: rows) }

    /// Tells a terminal's programs of another size; they get SIGWINCH.
    static func resize(_ master: Int32, columns: Int, rows: Int) {
        _ = clinux_set_window_size(master, UInt16(clamping: columns), UInt16(clamping: rows))
    }
}
