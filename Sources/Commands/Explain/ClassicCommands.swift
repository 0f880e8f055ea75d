import Endpoints

/// The commands of each system that would have shown it without Ostia.
struct ClassicCommands: Hashable, Sendable {
    var linux: [String]
    var macOS: [String]
    var windows: [String]

    /// Who listens on a port, or has a connection from it.
    ///
    /// - Parameter connected: whether the port is one end of connections and no listener's.
    init(port: UInt16, transport: Transport, connected: Bool = false) {
        switch (transport, connected) {
        case (.tcp, false):
            linux = ["ss -ltnp 'sport = :\(port)'", "lsof -nP -iTCP:\(port) -sTCP:LISTEN"]
            macOS = ["lsof -nP -iTCP:\(port) -sTCP:LISTEN"]
            windows = ["netstat -ano | findstr :\(port)", "Get-NetTCPConnection -LocalPort \(port)"]
        case (.tcp, true):
            linux = ["ss -tanp '( sport = :\(port) or dport = :\(port) )'", "lsof -nP -iTCP:\(port)"]
            macOS = ["lsof -nP -iTCP:\(port)"]
            windows = ["netstat -ano | findstr :\(port)", "Get-NetTCPConnection -LocalPort \(port)"]
        case (.udp, _):
            linux = ["ss -uanp 'sport = :\(port)'", "lsof -nP -iUDP:\(port)"]
            macOS = ["lsof -nP -iUDP:\(port)"]
            windows = ["netstat -ano -p UDP | findstr :\(port)", "Get-NetUDPEndpoint -LocalPort \(port)"]
        }
    }

    /// Which way an address lies, and whether it is this machine's.
    init(address: IPAddress) {
        let address = address.unmapped
        let route = address.family == .v6 ? "-inet6 " : ""
        linux = ["ip -brief address", "ip route get \(address)"]
        macOS = ["ifconfig", "route -n get \(route)\(address)"]
        windows = ["ipconfig", "Find-NetRoute -RemoteIPAddress \(address)"]
    }

    /// What a name resolves to.
    init(name: String) {
        linux = ["getent ahosts \(name)", "resolvectl query \(name)"]
        macOS = ["dscacheutil -q host -a name \(name)"]
        windows = ["Resolve-DnsName \(name)"]
    }

    /// The systems and their commands, the one Ostia runs on first.
    var all: [(system: String, commands: [String])] { [("Linux", linux), ("macOS", macOS), ("Windows", windows)] }
}
