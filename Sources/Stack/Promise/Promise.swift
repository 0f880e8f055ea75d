package import Endpoints

/// A listener that a service's processes really have.
package struct RealListener: Hashable, Sendable {
    package var endpoint: Endpoint
    /// Whether an IPv6 listener on all addresses takes IPv4 as well.
    package var takesBoth: Bool

    package init(_ endpoint: Endpoint, takesBoth: Bool = false) {
        self.endpoint = endpoint
        self.takesBoth = takesBoth
    }
}

/// How what a service listens on differs from what it was told.
package struct Divergence: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// It listens, but on a port of its own choice.
        case ignoredPort = "ignored-port"
        /// On the next port up: the promised one was taken when it looked.
        case tookNextPort = "took-next-port"
        /// On `::1` alone where `127.0.0.1` was promised, or the other way round.
        case otherLoopback = "other-loopback"
        /// Wider than it was told: others in the network can reach it.
        case openToNetwork = "open-to-network"
    }

    package var kind: Kind
    /// The promised port's name; empty for the nameless one.
    package var port: String
    /// What is wrong, in one sentence, without the service's name.
    package var text: String
    /// What mends it.
    package var mend: String

    package init(_ kind: Kind, port: String, text: String, mend: String) {
        self.kind = kind
        self.port = port
        self.text = text
        self.mend = mend
    }
}

/// Compares what a service was told with what it does.
package enum Promise {
    /// - Parameters:
    ///   - real: every listener of the service's processes.
    package static func divergences(_ service: PlannedService, real: [RealListener]) -> [Divergence] {
        var out: [Divergence] = []
        let promised = Set(service.ports.map(\.number))
        let strangers = real.filter { $0.endpoint.transport == .tcp && !promised.contains($0.endpoint.port) }
        for port in service.ports where port.transport == "tcp" {
            let own = real.filter { $0.endpoint.port == port.number }
            if own.isEmpty {
                if let other = strangers.first { out.append(elsewhere(port, other.endpoint, service)) }
            } else if let divergence = address(port, own, service) {
                out.append(divergence)
            }
        }
        return out
    }

    /// Whether connections to the promised address reach one of these.
    package static func isKept(_ port: PlannedPort, _ real: [RealListener]) -> Bool {
        let hosts = addresses(port.host)
        return real.contains { listener in
            guard listener.endpoint.port == port.number else { return false }
            let bound = listener.endpoint.address
            if bound.isUnspecified {
                return hosts.isEmpty
                    || hosts.contains { $0.family == bound.family || (bound.family == .v6 && listener.takesBoth) }
            }
            return hosts.isEmpty || hosts.contains(bound.unmapped)
        }
    }

    private static func elsewhere(_ port: PlannedPort, _ real: Endpoint, _ service: PlannedService) -> Divergence {
        let isNext = real.port > port.number && real.port - port.number <= 10
        let name = port.name.isEmpty ? "" : " (\(port.name))"
        return Divergence(
            isNext ? .tookNextPort : .ignoredPort, port: port.name,
            text: isNext
                ? "listens on \(real.port) instead of \(port.number)\(name): it found its port taken and took the next"
                : "listens on \(real.port) and not on its port \(port.number)\(name): it ignores PORT",
            mend: Mend.port(service, port))
    }

    private static func address(
        _ port: PlannedPort, _ real: [RealListener], _ service: PlannedService
    ) -> Divergence? {
        let promised = addresses(port.host)
        let isNarrow = !promised.isEmpty && promised.allSatisfy(\.isLoopback)
        if isNarrow, let wide = real.first(where: { !$0.endpoint.address.unmapped.isLoopback }) {
            let whole = wide.endpoint.address.isUnspecified ? "all addresses" : "\(wide.endpoint.address)"
            return Divergence(
                .openToNetwork, port: port.name,
                text: "listens on \(whole), port \(port.number): others in your network can reach it",
                mend: Mend.host(service, port))
        }
        guard !isKept(port, real), let other = real.first?.endpoint else { return nil }
        return Divergence(
            .otherLoopback, port: port.name,
            text: "listens on \(other) alone: programs that use \(port.address) do not reach it",
            mend: Mend.host(service, port))
    }

    /// The addresses that a host of a plan means; empty where only a resolver could tell.
    static func addresses(_ host: String) -> [IPAddress] {
        if host == "localhost" { return [.v4(.loopback), .v6(.loopback)] }
        return IPAddress(host).map { [$0] } ?? []
    }
}

/// The flag or line that makes a program keep to its port and address.
enum Mend {
    static func port(_ service: PlannedService, _ port: PlannedPort) -> String {
        if let known = Framework.of(service.command) { return "add to its command: \(known.portFlag(port.number))" }
        let name = port.name.isEmpty ? "${port}" : "${ports.\(port.name)}"
        return "give its command the port, such as --port \(name), or write down the one it uses: port: NUMBER"
    }

    static func host(_ service: PlannedService, _ port: PlannedPort) -> String {
        if let known = Framework.of(service.command) { return "add to its command: \(known.hostFlag(port.host))" }
        return "give its command the address: --host ${host} or its like (HOST is \(port.host))"
    }

    /// Programs whose flags are known by the word that starts them.
    struct Framework {
        var words: [String]
        var port: String
        var host: String

        func portFlag(_ number: UInt16) -> String { port.replacing("%", with: String(number)) }
        func hostFlag(_ host: String) -> String { self.host.replacing("%", with: host) }

        static func of(_ command: String) -> Framework? {
            let words = Set(command.split { $0 == " " || $0 == "/" || $0 == "\t" }.map(String.init))
            return all.first { known in known.words.contains { words.contains($0) } }
        }

        static let all: [Framework] = [
            Framework(
                words: ["vite", "react-router", "vp"], port: "--port % --strictPort", host: "--host %"),
            Framework(words: ["astro", "ng", "rsbuild", "webpack", "expo"], port: "--port %", host: "--host %"),
            Framework(words: ["next"], port: "-p %", host: "-H %"),
            Framework(words: ["flask", "uvicorn", "hypercorn"], port: "--port %", host: "--host %"),
            Framework(words: ["gunicorn"], port: "--bind ${host}:%", host: "--bind %:${port}"),
            Framework(words: ["rails", "puma"], port: "-p %", host: "-b %"),
            Framework(words: ["postgres"], port: "-p %", host: "-h %"),
            Framework(words: ["redis-server"], port: "--port %", host: "--bind %"),
            Framework(words: ["http.server"], port: "%", host: "--bind %"),
        ]
    }
}
