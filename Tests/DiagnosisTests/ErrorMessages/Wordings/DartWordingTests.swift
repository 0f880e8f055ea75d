import Testing

@testable import Diagnosis

@Suite("Wordings: Dart")
struct DartWordingTests {
    @Test("Dart")
    func dart() {
        Wording.expect(
            #"""
            name-resolution 127.0.0.1 - | Failed host lookup: '127.0.0.1'
            name-resolution - - | Failed host lookup
            connection-refused - - | SocketException: Connection refused (OS Error
            address-in-use - - | SocketException: Failed to create server socket (OS Error: Address already in use
            permission-denied - - | SocketException: Failed to create server socket (OS Error: Permission denied
            timeout - - | SocketException: Connection timed out
            timeout - - | TimeoutException after abc
            reset - - | SocketException: Connection reset by peer
            early-close - - | Connection closed before full header was received
            tls-mismatch - - | HandshakeException: Handshake error in client (OS Error: ... WRONG_VERSION_NUMBER
            certificate - - | HandshakeException: ... CERTIFICATE_VERIFY_FAILED
            connect-failed - - | ClientException with SocketException
            """#)
    }
}
