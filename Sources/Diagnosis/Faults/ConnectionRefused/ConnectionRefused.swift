/// The rules of this family, in the order that settles ties.
package enum ConnectionRefused {
    package static let rules: [any Rule.Type] = [
        ListeningOnlyIPv6Loopback.self,
        NothingListening.self,
    ]
}
