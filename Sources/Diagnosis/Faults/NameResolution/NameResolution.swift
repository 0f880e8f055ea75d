/// The rules of this family, in the order that settles ties.
package enum NameResolution {
    package static let rules: [any Rule.Type] = [
        LocalhostMissingFromHosts.self,
        HostnameNotResolvable.self,
        SlowNameResolution.self,
    ]
}
