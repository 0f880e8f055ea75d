import Endpoints

/// `http-to-redis`: a browser or an HTTP client at a Redis port.
package enum HTTPToRedis: Rule {
    package static let fault = Fault(
        "http-to-redis", .protocolMismatch,
        "An HTTP client speaks to a Redis port.",
        symptoms: [
            "curl: (52) Empty reply from server",
            "Error: Parse Error: Expected HTTP/, RTSP/ or ICE/",
            "-ERR wrong number of arguments for 'get' command",
            "Redis log: Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis.",
        ],
        explanation: """
            Redis reads lines, so `GET / HTTP/1.1` is a GET with two arguments too many and it says so; at the line that \
            begins with `Host:` it drops the connection, because web pages have been used to smuggle commands into it. An \
            HTTP client sees an empty or a malformed answer.
            """,
        proof: """
            The answer begins with one of Redis's own words (`-ERR`, `-NOAUTH`, `-DENIED`), or the connection is closed and \
            a `PING` to the same endpoint is answered with `+PONG` or such a word. A server that closes on everything is \
            another fault.
            """,
        mends: [
            Fix("redis-cli -p <PORT> ping", "speaks to it in its own protocol", isSafe: true),
            Fix("<the URL of the web server>", "points the HTTP client at the application instead"),
        ],
        seeAlso: ["http-to-postgres", "server-closes-immediately", "different-app-on-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        try ProtocolMismatch.judge(
            Self.self, scene,
            .init(
                spoken: .redis,
                words: ["possible security attack detected", "wrong number of arguments for 'get'"],
                fixes: { endpoint in
                    [
                        Fix(
                            "redis-cli -h \(endpoint.address) -p \(endpoint.port) ping",
                            "speaks to it in its own protocol",
                            isSafe: true, isRunnable: true),
                        Fix(
                            "ostia", "lists the ports of this machine: the web server has another one", isSafe: true,
                            isRunnable: true),
                    ]
                }))
    }
}
