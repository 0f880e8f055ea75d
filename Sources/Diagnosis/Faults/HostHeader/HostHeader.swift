/// The rules of this family, in the order that settles ties.
package enum HostHeader {
    package static let rules: [any Rule.Type] = [
        HostHeaderBlockedDjango.self,
        HostHeaderBlockedDevServer.self,
    ]
}
