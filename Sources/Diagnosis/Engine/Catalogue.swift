/// Every fault that can be told, family by family.
package enum Catalogue {
    package static let rules: [any Rule.Type] = [
        AddressInUse.rules, BindPermissionOrAddress.rules, ConnectionRefused.rules, NameResolution.rules, Hang.rules,
        ResetOrEarlyClose.rules, ProtocolMismatch.rules, TLSCertificate.rules, Debugger.rules, Docker.rules,
        HostHeader.rules, Proxy.rules, ApplicationLayer.rules, Platform.rules,
    ].flatMap { $0 }

    package static func rule(_ id: String) -> (any Rule.Type)? { rules.first { $0.fault.id == id } }
}
