extension Family {
    /// `dart:io`: the system's words in brackets, then the endpoint (OSError.toString, SocketException.toString).
    static let dart = Family(
        "Dart",
        [
            MessageRule(.nameResolution, .own, ["Failed host lookup: '{host}'", "Failed host lookup"]),
            MessageRule(.connectionRefused, .own, ["SocketException: Connection refused (OS Error"]),
            MessageRule(
                .addressInUse, .own,
                ["SocketException: Failed to create server socket (OS Error: Address already in use"]),
            MessageRule(
                .permissionDenied, .own,
                ["SocketException: Failed to create server socket (OS Error: Permission denied"]),
            MessageRule(.timeout, .own, ["SocketException: Connection timed out", "TimeoutException after {w}"]),
            MessageRule(.reset, .own, ["SocketException: Connection reset by peer"]),
            MessageRule(.earlyClose, .own, ["Connection closed before full header was received"]),
            MessageRule(
                .tlsMismatch, .own, ["HandshakeException: Handshake error in client (OS Error: *WRONG_VERSION_NUMBER"]),
            MessageRule(.certificate, .own, ["HandshakeException: *CERTIFICATE_VERIFY_FAILED"]),
            MessageRule(.connectFailed, .vague, ["SocketException: ", "ClientException with SocketException"]),
        ])
}
