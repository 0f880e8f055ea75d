/// FNV-1a over 64 bits: the same number for the same bytes on every machine, in every run and version, as Swift's own
/// hashes are not. Tells texts apart; hides nothing from whoever wants to find one with the same number.
package enum StableHash {
    package static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
