/// The rules of this family, in the order that settles ties.
package enum BindPermissionOrAddress {
    package static let rules: [any Rule.Type] = []
}
