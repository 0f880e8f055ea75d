import CLinux
import Endpoints

/// The C library's answer about a host name, from `getent ahosts` (getent(1)), within a bounded time.
enum Getent {
    /// Where systems keep it. Not looked up in PATH: a name to resolve must not run a program of the current folder.
    private static let places = ["/usr/bin/getent", "/bin/getent", "/run/current-system/sw/bin/getent"]

    /// The addresses in the library's order; empty for an unknown name, `nil` without getent or without an answer in
    /// time.
    static func addresses(of name: String, seconds: Double) -> [IPAddress]? {
        // A leading dash would be an option.
        guard !name.isEmpty, !name.hasPrefix("-"), let program = places.first(where: FileBytes.exists) else {
            return nil
        }
        guard let result = try? Spawn.run([program, "ahosts", name], seconds: seconds), !result.timedOut else {
            return nil
        }
        switch result.status {
        case 0: return parse(result.output)
        case 2: return []
        default: return nil
        }
    }

    /// `127.0.0.1       STREAM localhost`: three lines an address, one a socket type.
    static func parse(_ output: [UInt8]) -> [IPAddress] {
        String(outside: output[...]).split(separator: "\n")
            .compactMap { line in
                line.split(separator: " ").first.flatMap { IPAddress($0.prefix { $0 != "%" }) }
            }
            .uniqued()
    }
}
