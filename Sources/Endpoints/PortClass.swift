/// The class of a port number by RFC 6335 section 6.
package enum PortClass: String, Hashable, Sendable, CaseIterable {
    /// 0–1023: assigned by IETF review; binding needs a privilege on most systems.
    case system
    /// 1024–49151: registered on request.
    case user
    /// 49152–65535: never assigned, for dynamic and private use.
    case dynamic

    package init(_ port: UInt16) {
        self = port < 1024 ? .system : port < 49152 ? .user : .dynamic
    }

    /// The inclusive range of the class.
    package var range: ClosedRange<UInt16> {
        switch self {
        case .system: 0...1023
        case .user: 1024...49151
        case .dynamic: 49152...65535
        }
    }

    /// The other names people use for the class.
    package var names: String {
        switch self {
        case .system: "well-known (system) port"
        case .user: "registered (user) port"
        case .dynamic: "dynamic (private, ephemeral) port"
        }
    }
}
