import Endpoints

/// `http-to-ssh`: a browser or an HTTP client at an SSH port.
package enum HTTPToSSH: Rule {
    package static let fault = Fault(
        "http-to-ssh", .protocolMismatch,
        "An HTTP client speaks to an SSH port.",
        symptoms: [
            "http.client.BadStatusLine: SSH-2.0-OpenSSH_9.2p1",
            "curl: (1) Received HTTP/0.9 when not allowed",
            "malformed HTTP response \"SSH-2.0-OpenSSH_9.6\"",
            "Invalid SSH identification string.",
        ],
        explanation: """
            An SSH server sends its identification, a line that begins with `SSH-2.0-`, as soon as a client connects \
            (RFC 4253 section 4.2). An HTTP client reads it as a broken status line. It often means that a tunnel or a \
            published port leads to the machine's sshd instead of to the web server behind it.
            """,
        proof: "The greeting, read without sending anything, begins with `SSH-`.",
        mends: [
            Fix("ssh -p <PORT> <user>@<HOST>", "speaks to it in its own protocol"),
            Fix("ssh -L 8080:127.0.0.1:<web port> -p <PORT> <user>@<HOST>", "tunnels to the web server behind it"),
        ],
        seeAlso: ["http-to-mysql", "different-app-on-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        try ProtocolMismatch.judge(
            Self.self, scene,
            .init(
                spoken: .ssh,
                words: ["badstatusline: ssh-", "malformed http response \"ssh-", "invalid ssh identification string"],
                fixes: { endpoint in
                    [
                        Fix(
                            "ssh -p \(endpoint.port) <user>@\(endpoint.address)", "speaks to it in its own protocol"),
                        Fix(
                            "ssh -L 8080:127.0.0.1:<web port> -p \(endpoint.port) <user>@\(endpoint.address)",
                            "tunnels to the web server behind it"),
                    ]
                }))
    }
}
