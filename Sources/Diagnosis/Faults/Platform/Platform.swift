/// The rules of this family, in the order that settles ties.
package enum Platform {
    package static let rules: [any Rule.Type] = [
        WSL2LocalhostForwarding.self,
        VMGuestLocalhost.self,
        WindowsExcludedPortRange.self,
        MacOSAirPlay.self,
        AntivirusOrVPNFilterLoopback.self,
        ClockSkew.self,
    ]
}
