import Endpoints

/// `http-to-mysql`: a browser or an HTTP client at a MySQL or MariaDB port.
package enum HTTPToMySQL: Rule {
    package static let fault = Fault(
        "http-to-mysql", .protocolMismatch,
        "An HTTP client speaks to a MySQL or MariaDB port.",
        symptoms: [
            "curl: (1) Received HTTP/0.9 when not allowed",
            "unreadable characters with a version such as 8.0.36 or 10.11.6-MariaDB in them",
            "ERR_INVALID_HTTP_RESPONSE",
        ],
        explanation: """
            MySQL and MariaDB speak first: a packet with the protocol's number 10 and the server's version goes to whoever \
            connects. An HTTP client takes it for a broken answer. The server counts such visits as failed connects and \
            refuses a host that has made `max_connect_errors` of them.
            """,
        proof: """
            Before anything is sent the server greets with packet number 0 that begins with byte 10 and a version, which is \
            the handshake of MySQL's client/server protocol and of nothing else.
            """,
        mends: [
            Fix("mysqladmin -h <HOST> -P <PORT> status", "speaks to it in its own protocol"),
            Fix("FLUSH HOSTS", "lets a host in again that has been counted out"),
        ],
        seeAlso: ["http-to-postgres", "http-to-ssh"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        try ProtocolMismatch.judge(
            Self.self, scene,
            .init(
                spoken: .mysql, words: ["got packets out of order"],
                fixes: { endpoint in
                    [
                        Fix(
                            "mysql -h \(endpoint.address) -P \(endpoint.port) -u <user> -p",
                            "speaks to it in its own protocol"),
                        Fix(
                            "ostia", "lists the ports of this machine: the web server has another one", isSafe: true,
                            isRunnable: true),
                    ]
                }))
    }
}
