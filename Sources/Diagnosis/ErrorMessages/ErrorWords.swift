/// Says in plain words what an error means.
package enum ErrorWords {
    /// One or two sentences about the error, with its host and port as far as they are known.
    package static func meaning(_ report: ErrorReport) -> String {
        let place = place(report)
        let runtime = report.runtime.map { " The wording is that of \($0)." } ?? ""
        return sentence(report, place) + runtime
    }

    /// `127.0.0.1:80`, `[::1]:80`, `port 80`, `127.0.0.1`, or an empty text.
    private static func place(_ report: ErrorReport) -> String? {
        switch (report.host, report.port) {
        case (let host?, let port?): host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
        case (nil, let port?): "port \(port)"
        case (let host?, nil): host
        case (nil, nil): nil
        }
    }

    private static func sentence(_ report: ErrorReport, _ place: String?) -> String {
        let there = place.map { " at \($0)" } ?? ""
        let it = place ?? "the address"
        switch report.kind {
        case .connectionRefused:
            return
                "\(capital(it)) answered that nobody listens there: no server runs on it, or a firewall refuses in its name."
        case .addressInUse:
            return "A server wanted to listen on \(it), but another socket already has it."
        case .permissionDenied:
            return
                "The system did not allow the use of \(it): a port below 1024, a security policy or the socket file's rights."
        case .notAvailable:
            return "\(capital(it)) is no address of this machine, or no local port was left for an outgoing connection."
        case .timeout:
            return
                "Nothing came back from \(place ?? "the server") in time: packets are dropped, or the server is busy or stopped."
        case .hostUnreachable:
            return "No way leads to \(it): a route or a firewall says the host cannot be reached."
        case .networkUnreachable:
            return "This machine has no route to the network of \(it)."
        case .nameResolution:
            return "The name \(report.host ?? "of the server") could not be turned into an address."
        case .reset:
            return "The connection\(there) was cut off by the other side while it was in use."
        case .earlyClose:
            return "The server\(there) closed the connection before it had answered."
        case .brokenPipe:
            return "Data were sent on a connection\(there) that the other side had closed already."
        case .tlsMismatch:
            return "One side\(there) speaks TLS and the other does not, or they share no TLS version."
        case .certificate:
            return "The certificate\(there) is not trusted, has expired, or names another host."
        case .protocolMismatch:
            return "What answers\(there) speaks another protocol than the client expects."
        case .connectFailed:
            return "A connection to \(place ?? "a server") failed; the line does not say why."
        case .listenFailed:
            return "A server could not listen on \(place ?? "its address"); the line does not say why."
        case .badPort:
            return "\(report.port.map { "\($0)" } ?? "The value") is no usable port: ports go from 0 to 65535."
        case .unsafePort:
            return
                "Browsers and fetch refuse \(place ?? "this port"): it belongs to another protocol. Choose another port."
        case .proxy:
            return
                "The request went through a proxy\(there), and the proxy could not be used. Look at HTTP_PROXY and NO_PROXY."
        case .socketMissing:
            return "The socket file does not exist: the server is not running or keeps its socket elsewhere."
        case .stalePidFile:
            return "A file says that the server runs already: it does, or it ended without removing the file."
        case .startingUp:
            return "The server\(there) runs but is still starting; try again in a moment."
        case .daemonNotRunning:
            return "The program talks to a daemon\(there) which is not running, or runs elsewhere."
        case .auth:
            return "The server\(there) answered and rejected the user, the password or the key."
        case .fdLimit:
            return
                "The process has as many files and sockets open as it may: new connections fail until some are closed."
        case .oomKilled:
            return "The kernel ended the process because memory ran out."
        case .hostHeader:
            return
                "The server does not accept requests for the name \(report.host ?? "that was asked"): add it to the allowed hosts."
        case .headerTooLarge:
            return "The request's headers, often its cookies, are larger than the server\(there) accepts."
        case .tooManyRedirects:
            return "The server\(there) redirects in a circle."
        case .advertisedAddress:
            return "The broker was reached, but the address that it advertises to clients does not work from here."
        case .firewallRulesMissing:
            return
                "The container engine's firewall chains are gone, so it cannot publish \(it). Restarting it brings them back."
        case .subnetOverlap:
            return "No free subnet is left for the network: its addresses overlap with those of another."
        case .ipv6Disabled:
            return "The address family is not available: IPv6 is turned off here."
        case .loopbackBroken:
            return
                "The process cannot connect to itself over loopback: a firewall or the loopback interface is in the way."
        case .synFloodBacklog:
            return "Connections to \(it) came faster than the server accepted them; its queue was full."
        case .versionMismatch:
            return "The two programs that talk to each other have versions that do not fit."
        default:
            return debugger(report, place)
        }
    }

    private static func debugger(_ report: ErrorReport, _ place: String?) -> String {
        let there = place.map { " at \($0)" } ?? ""
        switch report.kind {
        case .debuggerDisconnected:
            return
                "The debugger's connection\(there) ended because the program ended; look for the program's last words."
        case .debuggerConnectRefused:
            return
                "No debug agent listens\(there): the program does not run, does not debug, or has a debugger already."
        case .debuggerPortInUse:
            return "The debug agent wanted \(place ?? "its port"), but another socket has it."
        case .debuggerBadAddress:
            return "The debug agent does not understand the address that it was given."
        case .debuggerHandshake:
            return "Something that is no debugger spoke to the debug port\(there), or went away during the handshake."
        case .debuggerStartFailed:
            return "The debug agent\(there) did not start."
        case .debuggerAttachFailed:
            return "The debugger could not attach to the program\(there)."
        case .debuggerWaiting:
            return "The program waits for a debugger\(there); it is no error."
        default:
            return "The debugger\(there) tells of its state; it is no error."
        }
    }

    private static func capital(_ text: String) -> String {
        text.hasPrefix("port") || text.hasPrefix("the") ? text.prefix(1).uppercased() + text.dropFirst() : text
    }
}
