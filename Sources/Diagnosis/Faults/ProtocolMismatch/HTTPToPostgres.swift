import Endpoints

/// `http-to-postgres`: a browser or an HTTP client at a PostgreSQL port.
package enum HTTPToPostgres: Rule {
    package static let fault = Fault(
        "http-to-postgres", .protocolMismatch,
        "An HTTP client speaks to a PostgreSQL port.",
        symptoms: [
            "curl: (52) Empty reply from server",
            "ERR_EMPTY_RESPONSE",
            "PostgreSQL log: invalid length of startup packet",
        ],
        explanation: """
            PostgreSQL says nothing until the client's start-up packet has come, which begins with its length. The letters \
            `GET ` read as a length are 1195725856: PostgreSQL logs "invalid length of startup packet" and closes the \
            connection without an answer (PostgreSQL documentation, "Message Flow").
            """,
        proof: """
            The HTTP request ends in a close without a byte, and an SSLRequest to the same endpoint is answered with the \
            single byte `S` or `N`, as PostgreSQL alone does.
            """,
        mends: [
            Fix("psql -h <HOST> -p <PORT>", "speaks to it in its own protocol"),
            Fix("<the URL of the web server>", "points the HTTP client at the application instead"),
        ],
        seeAlso: ["http-to-redis", "http-to-mysql", "server-closes-immediately"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        try ProtocolMismatch.judge(
            Self.self, scene,
            .init(
                spoken: .postgres, words: ["invalid length of startup packet", "unsupported frontend protocol"],
                fixes: { endpoint in
                    [
                        Fix(
                            "pg_isready -h \(endpoint.address) -p \(endpoint.port)", "speaks to it in its own protocol",
                            isSafe: true, isRunnable: true),
                        Fix(
                            "postgres://\(endpoint.addressAndPort)/<database>",
                            "is the kind of URL a client of this port takes"),
                    ]
                }))
    }
}
