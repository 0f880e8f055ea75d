import Testing

@testable import Diagnosis

@Suite("Wordings: TLS")
struct TLSWordingTests {
    @Test("TLS libraries")
    func tls() {
        Wording.expect(
            #"""
            tls-mismatch - - | wrong version number
            tls-mismatch - - | WRONG_VERSION_NUMBER
            tls-mismatch - - | EPROTO
            tls-mismatch - - | http request:s
            tls-mismatch - - | http request:../
            tls-mismatch - - | SSL routines: ... http request
            tls-mismatch - - | HTTP_REQUEST] http request
            tls-mismatch - - | https proxy request
            tls-mismatch - - | unknown protocol:
            tls-mismatch - - | UNKNOWN_PROTOCOL
            tls-mismatch - - | packet length too long
            tls-mismatch - - | PACKET_LENGTH_TOO_LONG
            tls-mismatch - - | record layer failure
            tls-mismatch - - | RECORD_LAYER_FAILURE
            tls-mismatch - - | ssl3_get_record
            tls-mismatch - - | tls_get_more_records
            tls-mismatch - - | first record does not look like a TLS handshake
            tls-mismatch - - | received record with version ...  when expecting version
            tls-mismatch - - | oversized record received with length
            tls-mismatch - - | InvalidContentType
            tls-mismatch - - | received corrupt message
            tls-mismatch - - | server gave HTTP response to HTTPS client
            tls-mismatch - - | Client sent an HTTP request to an HTTPS server
            tls-mismatch - - | HTTP request to an HTTPS
            tls-mismatch - - | plain HTTP request was sent to HTTPS port
            tls-mismatch - - | speaking plain HTTP to an SSL-enabled
            tls-mismatch - - | Unsupported or unrecognized SSL message
            tls-mismatch - - | Unrecognized SSL message
            tls-mismatch - - | plaintext connection?
            tls-mismatch - - | not an SSL/TLS record
            tls-mismatch - - | NotSslRecordException
            tls-mismatch - - | plaintext http traffic on an https
            tls-mismatch - - | TLSV1_ALERT
            tls-mismatch - - | tlsv1 alert protocol version
            tls-mismatch - - | alert protocol version
            tls-mismatch - - | sslv3 alert handshake failure
            tls-mismatch - - | SSLV3_ALERT_HANDSHAKE_FAILURE
            tls-mismatch - - | handshake failure
            tls-mismatch - - | handshake_failure
            tls-mismatch - - | unsupported protocol
            tls-mismatch - - | UNSUPPORTED_PROTOCOL
            tls-mismatch - - | no protocols available
            tls-mismatch - - | protocol version not supported
            tls-mismatch - - | protocol is disabled or cipher suites are inappropriate
            tls-mismatch - - | no shared cipher
            tls-mismatch - - | NO_SHARED_CIPHER
            tls-mismatch - - | dh key too small
            tls-mismatch - - | tls: protocol version not supported
            tls-mismatch - - | tls: handshake failure
            tls-mismatch - - | tls handshake eof
            tls-mismatch - - | protocol_version
            tls-mismatch - - | over HTTPS, but it only supports HTTP
            tls-mismatch - - | open an SSL connection to a non-SSL
            tls-mismatch - - | Unsupported SSL request
            tls-mismatch - - | SSL negotiation: H
            tls-mismatch - - | does not support SSL
            tls-mismatch - - | SSL is not enabled on the server
            tls-mismatch - - | EOF occurred in violation of protocol
            tls-mismatch - - | UNEXPECTED_EOF_WHILE_READING
            tls-mismatch - - | unexpected eof while reading
            tls-mismatch - - | Cannot determine the frame size or a corrupted frame was received
            tls-mismatch - - | TLS handshake: ...  bad
            tls-mismatch - - | bad record mac
            tls-mismatch - - | The handshake failed due to an unexpected packet format
            tls-mismatch - - | not a TLS handshake
            tls-mismatch - - | remote error: tls:
            tls-mismatch - - | received invalid SSL
            tls-mismatch - - | SSL_ERROR_SYSCALL
            tls-mismatch - - | SSL received a record that exceeded the maximum permissible length
            tls-mismatch - - | An SSL error has occurred and a secure connection
            tls-mismatch - - | A TLS packet with unexpected length was received
            tls-mismatch - - | An unexpected TLS packet was received
            tls-mismatch - - | GnuTLS: Error in the pull function
            tls-mismatch - - | SSL peer closed connection during handshake
            tls-mismatch - - | TLS connect error
            tls-mismatch - - | SSL handshake failure
            tls-mismatch - - | SSL Handshake failed
            tls-mismatch - - | Remote host terminated the handshake
            tls-mismatch - - | Remote host closed connection during handshake
            tls-mismatch - - | SSL_PROTOCOL_ERROR
            tls-mismatch - - | peer closed connection without sending TLS close_notify
            tls-mismatch - - | non-TLS
            tls-mismatch - - | Bad request version (
            tls-mismatch - - | SSLEOFError
            tls-mismatch - - | TLS handshake failed
            tls-mismatch - - | TLS/SSL handshake
            tls-mismatch - - | plain text traffic on TLS
            tls-mismatch - - | HTTP/1.0 400 Bad Request ...  SSL
            tls-mismatch - - | ssl handshake
            tls-mismatch - - | fatal alert: handshake_failure
            tls-mismatch - - | InappropriateMessage
            tls-mismatch - - | HandshakeFailure
            tls-mismatch - - | PeerIncompatible
            tls-mismatch - - | is not using TLS
            tls-mismatch - - | SSL required
            tls-mismatch - - | SSL off
            tls-mismatch - - | SSL connection is required
            tls-mismatch - - | TLS is required
            tls-mismatch - - | requires TLS
            tls-mismatch - - | requires SSL
            tls-mismatch - - | TLS handshake error from
            tls-mismatch - - | Invalid request (Unsupported SSL request)
            tls-mismatch - - | code 400, message Bad request version
            tls-mismatch - - | code 400, message Bad HTTP/0.9 request type ('\x16
            tls-mismatch - - | code 400, message Bad request syntax ('\x16
            tls-mismatch - - | '\x16\x03
            tls-mismatch - - | ERR_SSL_ ...
            tls-mismatch - - | SSL peer shut down incorrectly
            tls-mismatch - - | Unable to parse TLS packet header
            tls-mismatch - - | TLS connection was non-properly terminated
            """#)
    }

    @Test("Certificates")
    func certificates() {
        Wording.expect(
            #"""
            certificate - - | self-signed certificate
            certificate - - | self signed certificate
            certificate - - | SELF_SIGNED_CERT
            certificate - - | SELF_SIGNED_CERT_IN_CHAIN
            certificate - - | unable to get local issuer certificate
            certificate - - | unable to verify the first certificate
            certificate - - | UNABLE_TO_VERIFY_LEAF_SIGNATURE
            certificate - - | UNABLE_TO_GET_ISSUER_CERT
            certificate - - | CERT_HAS_EXPIRED
            certificate - - | certificate has expired
            certificate - - | certificate expired
            certificate - - | CERT_NOT_YET_VALID
            certificate - - | certificate is not yet valid
            certificate - - | certificate signed by unknown authority
            certificate - - | certificate verify failed
            certificate - - | CERTIFICATE_VERIFY_FAILED
            certificate - - | certificate is not valid for
            certificate - - | certificate is valid for
            certificate - - | certificate is not trusted
            certificate - - | x509:
            certificate - - | PKIX path
            certificate - - | unable to find valid certification path
            certificate - - | CertPathBuilderException
            certificate - - | CertPathValidatorException
            certificate - - | does not match certificate's altnames
            certificate - - | ERR_TLS_CERT_ALTNAME_INVALID
            certificate - - | certificate common name
            certificate - - | no alternative certificate subject name matches
            certificate - - | no subject alternative
            certificate - - | UnknownIssuer
            certificate - - | NotValidForName
            certificate - - | CertExpired
            certificate - - | CertNotYetValid
            certificate - - | InvalidCertificate
            certificate - - | unknown ca
            certificate - - | unknown_ca
            certificate - - | UNKNOWN_CA
            certificate - - | ERR_CERT_INVALID
            certificate - - | ERR_CERT_REVOKED
            certificate - - | ERR_CERT_WEAK_SIGNATURE_ALGORITHM
            certificate - - | SEC_ERROR_EXPIRED_CERTIFICATE
            certificate - - | MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT
            certificate - - | SSL: certificate subject name
            certificate - - | subject name ...  does not match target host name
            certificate - - | remote certificate is invalid
            certificate - - | RemoteCertificateNameMismatch
            certificate - - | RemoteCertificateChainErrors
            certificate - - | UntrustedRoot
            certificate - - | certificate unknown
            certificate - - | certificate_unknown
            certificate - - | bad certificate
            certificate - - | bad_certificate
            certificate - - | server certificate verification failed
            certificate - - | The certificate for this server is invalid
            certificate 10.0.0.5 - | certificate of '10.0.0.5'
            certificate 192.168.1.20 - | owner's name does not match hostname '192.168.1.20'
            certificate - - | certificate rejected
            certificate - - | cert verify failed
            certificate - - | issuer of this certificate
            certificate - - | hostname mismatch
            certificate - - | Hostname mismatch
            certificate 192.168.1.20 - | Hostname 192.168.1.20 not verified
            certificate 172.18.0.3 - | No name matching 172.18.0.3 found
            certificate - - | SSLPeerUnverifiedException
            certificate - - | SSLCertVerificationError
            certificate - - | certificate is not authorized
            certificate - - | not issued by a trusted
            certificate - - | HostnameMismatch
            certificate - - | error setting certificate
            certificate - - | NET::ERR_CERT_ ...
            certificate - - | DEPTH_ZERO_SELF_SIGNED_CERT
            certificate - - | certificate revoked
            certificate - - | CERT_UNTRUSTED
            certificate - - | Trust anchor for certification path not found
            certificate - - | certificate verification failed
            certificate - - | certificate validation failed
            certificate 10.0.0.5 - | certificate is not valid for '10.0.0.5'
            certificate 192.168.1.20 - | IP: 192.168.1.20 is not in the cert's list
            certificate 172.18.0.3 - | Host: 172.18.0.3. is not in the cert's altnames
            certificate db.local - | cert's altnames: Host: db.local
            certificate 127.0.0.1 - | is valid for ... , not 127.0.0.1
            certificate localhost - | cannot validate certificate for localhost
            certificate 10.0.0.5 - | certificate is valid for abc not 10.0.0.5
            certificate db.local - | does not match target host name 'db.local'
            certificate 127.0.0.1 - | does not match target hostname '127.0.0.1'
            certificate localhost - | hostname 'localhost' doesn't match
            certificate 10.0.0.5 - | No subject alternative DNS name matching IP address 10.0.0.5 found
            certificate 192.168.1.20 - | No subject alternative names matching 192.168.1.20 found
            certificate 172.18.0.3 - | The certificate of '172.18.0.3'
            certificate db.local - | certificate for <db.local> doesn't match
            certificate 127.0.0.1 - | certificate common name ...  doesn't match requested host name '127.0.0.1'
            certificate localhost - | server certificate for 'localhost' does not match
            certificate 10.0.0.5 - | cannot verify 10.0.0.5's certificate
            certificate 192.168.1.20 - | not valid for 192.168.1.20
            certificate 172.18.0.3 - | certificate not valid for name '172.18.0.3'
            certificate db.local - | Certificate for db.local does
            certificate - - | unknown certificate authority
            certificate - - | tls: unknown certificate
            certificate - - | CertificateUnknown
            """#)
    }
}
