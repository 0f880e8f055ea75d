import Endpoints
import LinuxKernel
import Ports
import Terminal

extension PortCommand {
    /// Serves portpicker's protocol until SIGINT, SIGTERM or SIGHUP.
    func servePorts(
        _ options: PortOptions, _ address: UnixAddress?, _ office: PortOffice, in context: Context
    ) throws -> ExitStatus {
        guard let address = address ?? UnixAddress("@ostia-portserver-\(context.machine.userID)") else {
            throw CommandError("internal", "the portserver has no address")
        }
        let interrupts = Interrupts()
        let listener = try Self.listener(address)
        let assignment = "export PORTSERVER_ADDRESS=\(Self.quoted(address.text))"
        if context.json {
            context.write(["schema": "ostia/port/1", "portserver_address": .string(address.text)])
        } else {
            context.console.out.line(assignment)
        }
        context.console.out.flush()
        if context.console.showsProgress {
            context.console.err.line("Serving ports to programs that have it in their environment; Ctrl-C ends it.")
            context.console.err.flush()
        }
        var pool = PortserverPool(office, proc: context.machine.proc, range: options.range)
        Portserver(listener, interrupts: interrupts, user: context.machine.userID) { pool.port(for: $0) }.run()
        return .success
    }

    private static func listener(_ address: UnixAddress) throws -> UnixListener {
        do {
            return try UnixListener(address)
        } catch {
            guard error.isAddressInUse else { throw error }
            throw CommandError(
                "address-in-use", "\(address) is taken: a portserver is there already, or a file that is no socket",
                hint: "use that one (export PORTSERVER_ADDRESS='\(address)'), or give another --socket",
                status: .negative)
        }
    }

    /// The text as one word of a POSIX shell.
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "@")]
                    .contains(byte)
        }
        if isPlain { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
