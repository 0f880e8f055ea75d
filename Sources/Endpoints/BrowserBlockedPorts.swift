/// The ports no browser connects to over HTTP: the "bad ports" of the Fetch standard (fetch.spec.whatwg.org, 2.9).
///
/// They belong to protocols that could be abused by sending them an HTTP request. Chrome says `ERR_UNSAFE_PORT`,
/// Firefox "This address is restricted", and `fetch` in Node and Deno fails with "bad port", all without connecting.
package enum BrowserBlockedPorts {
    package static func contains(_ port: UInt16) -> Bool {
        switch port {
        case 0, 1, 7, 9, 11, 13, 15, 17, 19...23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95: true
        case 101...104, 109...111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179: true
        case 389, 427, 465, 512...515, 526, 530...532, 540, 548, 554, 556, 563, 587, 601, 636: true
        case 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061: true
        case 6000, 6566, 6665...6669, 6679, 6697, 10080: true
        default: false
        }
    }
}
