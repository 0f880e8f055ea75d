extension Family {
    /// Oracle Net's numbers (Database Error Messages, ORA-12150 to ORA-12699), in every driver's exceptions.
    static let oracle = Family(
        "Oracle",
        [
            MessageRule(.connectionRefused, .sure, ["ORA-12541", "TNS:no listener", "TNS:connection refused"]),
            MessageRule(.timeout, .sure, ["ORA-12170", "ORA-12535", "TNS:operation timed out", "TNS:Connect timeout"]),
            MessageRule(
                .nameResolution, .sure,
                ["ORA-12154", "ORA-12545", "TNS:could not resolve the connect identifier"]),
            MessageRule(.hostUnreachable, .sure, ["ORA-12543", "TNS:destination host unreachable"]),
            MessageRule(
                .earlyClose, .sure,
                ["ORA-12537", "ORA-12547", "ORA-03113", "ORA-03114", "TNS:connection closed", "TNS:lost contact"]),
            MessageRule(.connectFailed, .own, ["ORA-12514", "ORA-12505", "ORA-12560", "TNS:protocol adapter error"]),
            MessageRule(.auth, .sure, ["ORA-01017", "ORA-28000"]),
            MessageRule(.tlsMismatch, .sure, ["ORA-29024", "ORA-28860"]),
        ])

    /// SQL Server's ODBC driver and network library.
    static let sqlServer = Family(
        "SQL Server",
        [
            MessageRule(.timeout, .own, ["Login timeout expired"]),
            MessageRule(.auth, .own, ["Login failed for user"]),
            MessageRule(.certificate, .own, ["SSL Provider: *certificate"]),
            MessageRule(
                .connectFailed, .vague,
                [
                    "TCP Provider: Error code 0x2749", "TCP Provider: Error code",
                    "A network-related or instance-specific error",
                ]),
            MessageRule(.connectionRefused, .own, ["TCP Provider: Error code 0x274D"]),
            MessageRule(.timeout, .own, ["TCP Provider: Error code 0x274C"]),
        ])
}
