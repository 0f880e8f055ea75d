package import Endpoints

/// What the system's resolver said of a name, and how long it took.
package struct ResolverAnswer: Hashable, Sendable {
    /// In the resolver's order.
    package var addresses: [IPAddress]
    package var seconds: Double
    /// It had not answered when the time was over.
    package var timedOut: Bool
    /// There was nobody to ask: no getent(1), or a name that cannot be asked for.
    package var isUnasked: Bool

    /// Asks the way programs with glibc do (getaddrinfo(3) through getent(1)): /etc/nsswitch.conf decides who knows.
    package static func ask(_ name: String, seconds: Double) -> ResolverAnswer {
        let start = Clock.monotonic()
        let addresses = Getent.addresses(of: name, seconds: seconds)
        let took = Clock.monotonic() - start
        return ResolverAnswer(
            addresses: addresses ?? [], seconds: took, timedOut: addresses == nil && took >= seconds * 0.95,
            isUnasked: addresses == nil && took < seconds * 0.95)
    }
}
