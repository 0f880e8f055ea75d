/// The rules of this family, in the order that settles ties.
package enum ApplicationLayer {
    package static let rules: [any Rule.Type] = [
        UnsafePortBlockedByClient.self,
        MixedContentOrPrivateNetworkAccess.self,
        ServerRejectsByPolicy.self,
        RequestHeaderTooLarge.self,
        WebSocketUpgradeNotForwarded.self,
        HTTPSRedirectLoopOrHSTS.self,
        ProxyProtocolMismatch.self,
        AdvertisedAddressUnreachable.self,
        DifferentAppOnPort.self,
    ]
}
