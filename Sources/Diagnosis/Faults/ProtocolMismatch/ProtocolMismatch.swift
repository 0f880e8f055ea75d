/// The rules of this family, in the order that settles ties.
package enum ProtocolMismatch {
    package static let rules: [any Rule.Type] = []
}
