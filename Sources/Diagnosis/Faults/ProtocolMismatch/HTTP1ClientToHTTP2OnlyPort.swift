import Endpoints

/// `http1-client-to-http2-only-port`: HTTP/1 to a server that takes HTTP/2 in clear text alone, such as gRPC.
package enum HTTP1ClientToHTTP2OnlyPort: Rule {
    package static let fault = Fault(
        "http1-client-to-http2-only-port", .protocolMismatch,
        "An HTTP/1 client speaks to a port that takes only HTTP/2 in clear text, as gRPC servers do.",
        symptoms: [
            "curl: (1) Received HTTP/0.9 when not allowed",
            "curl: (52) Empty reply from server",
            "Error: Parse Error: Expected HTTP/, RTSP/ or ICE/",
            "http2: server: error reading preface from client: bogus greeting \"GET / HTTP/1.1\"",
        ],
        explanation: """
            HTTP/2 without TLS is spoken with prior knowledge: the client begins with a fixed preface, and the server answers \
            with a SETTINGS frame (RFC 9113 section 3.4). A server that offers nothing else, such as gRPC's, answers \
            HTTP/1.1 with binary frames or closes. No browser speaks HTTP/2 in clear text.
            """,
        proof: """
            HTTP/1.1 gets a SETTINGS or GOAWAY frame or a close, and the preface `PRI * HTTP/2.0` is answered with SETTINGS. \
            TLS is tried before: an HTTPS port also closes on plain HTTP.
            """,
        mends: [
            Fix("curl --http2-prior-knowledge http://<HOST>:<PORT>/", "speaks HTTP/2 at once", isSafe: true),
            Fix("grpcurl -plaintext <HOST>:<PORT> list", "asks a gRPC server for its services", isSafe: true),
        ],
        seeAlso: ["http-to-https-port", "alpn-mismatch", "grpc-through-http-proxy"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        try ProtocolMismatch.judge(
            Self.self, scene,
            .init(
                spoken: .http2, words: ["bogus greeting \"get ", "error reading preface"],
                fixes: { endpoint in
                    [
                        Fix(
                            "curl --http2-prior-knowledge http://\(endpoint.addressAndPort)/", "speaks HTTP/2 at once",
                            isSafe: true, isRunnable: true),
                        Fix(
                            "grpcurl -plaintext \(endpoint.addressAndPort) list", "asks a gRPC server for its services",
                            isSafe: true, isRunnable: true),
                    ]
                }))
    }
}
