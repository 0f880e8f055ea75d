extension Family {
    /// Prisma's error codes (P1000–P1017, Prisma error reference).
    static let prisma = Family(
        "Prisma",
        [
            MessageRule(
                .connectFailed, .sure,
                ["Can't reach database server at '{address}", "P1001: Can't reach database server"]),
            MessageRule(
                .timeout, .sure,
                [
                    "The database server at '{address}*was reached but timed out", "P1002:", "P1008:",
                    "Timed out fetching a new connection from the connection pool", "P2024",
                ]),
            MessageRule(
                .auth, .sure,
                ["Authentication failed against database server at '{address}", "P1000: Authentication failed"]),
            MessageRule(.tlsMismatch, .sure, ["P1011: Error opening a TLS connection"]),
            MessageRule(.earlyClose, .sure, ["P1017: Server has closed the connection"]),
        ])
}
