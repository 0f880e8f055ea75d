import Testing

@testable import Diagnosis

@Suite("Wordings: Postgres")
struct PostgresWordingTests {
    @Test("PostgreSQL")
    func postgres() {
        Wording.expect(
            #"""
            connect-failed - 27017 | connection to server at ... , port 27017 failed
            connect-failed - 5000 | connection to server on ... , port 5000 failed
            connect-failed - 8081 | connection to server on socket ' ... /.s.PGSQL.8081' failed
            connect-failed - - | could not connect to server:
            connection-refused 172.18.0.3 3000 | connection to server at '172.18.0.3', port 3000 failed: Connection refused
            connection-refused db.local 5432 | connection to server at 'db.local' (db.local), port 5432 failed: Connection refused
            connection-refused 127.0.0.1 8080 | could not connect to server: Connection refused ... host '127.0.0.1' ... port 8080
            connection-refused localhost 6379 | could not connect to server: Connection refused ... host 'localhost' (localhost) ... port 6379
            connection-refused - 9200 | connection to server on socket ' ... .s.PGSQL.9200' failed: Connection refused
            connection-refused 192.168.1.20 - | Is the server running on host '192.168.1.20' (192.168.1.20) and accepting
            connection-refused 172.18.0.3 - | Is the server running on host '172.18.0.3' and accepting
            socket-missing - 8081 | connection to server on socket ' ... .s.PGSQL.8081' failed: No such file or directory
            socket-missing - - | could not connect to server: No such file or directory
            socket-missing - 9092 | Verbindung zum Server auf Socket ' ... .s.PGSQL.9092' fehlgeschlagen: Datei oder Verzeichnis nicht gefunden
            socket-missing - 3000 | .s.PGSQL.3000 ... No such file or directory
            socket-missing - - | Is the server running locally and accepting connections on
            starting-up - - | the database system is starting up
            starting-up - - | the database system is not yet accepting connections
            starting-up - - | das Datenbanksystem startet
            starting-up - - | the database system is in recovery mode
            starting-up - 5000 | ' ... .s.PGSQL.5000' failed: FATAL: the database system is starting up
            starting-up - 8081 | port 8081 failed: FATAL: the database system is starting up
            starting-up - - | the database system is shutting down
            starting-up - - | le système de bases de données se lance
            name-resolution 127.0.0.1 - | could not translate host name '127.0.0.1' to address
            name-resolution localhost - | konnte Hostnamen 'localhost' nicht
            name-resolution 10.0.0.5 - | n'a pas pu traduire le nom d'hôte ' 10.0.0.5 '
            name-resolution 192.168.1.20 - | 无法解释主机名'192.168.1.20'
            name-resolution 172.18.0.3 - | no se pudo traducir el nombre '172.18.0.3'
            early-close - - | server closed the connection unexpectedly
            early-close - - | terminating connection due to
            timeout - 8081 | port 8081 failed: timeout expired
            tls-mismatch - - | server does not support SSL, but SSL was required
            tls-mismatch - - | The server does not support SSL
            tls-mismatch - - | failed: SSL error
            tls-mismatch - - | SSL was required
            tls-mismatch - - | The server does not support SSL connections
            certificate - - | SSL error: certificate verify failed
            certificate - - | root certificate file ' ... ' does not exist
            certificate 172.18.0.3 - | server certificate for '172.18.0.3' does not match host name
            protocol-mismatch - - | received invalid response to SSL negotiation
            protocol-mismatch - - | received invalid response to GSSAPI negotiation
            protocol-mismatch - - | invalid length of startup packet
            protocol-mismatch - - | expected authentication request from server, but received
            protocol-mismatch - - | unsupported frontend protocol
            protocol-mismatch - - | received invalid protocol negotiation
            protocol-mismatch - - | invalid packet length
            protocol-mismatch - - | incomplete startup packet
            address-in-use localhost - | could not bind IPv4 address 'localhost': Address already in use
            address-in-use 10.0.0.5 - | could not bind IPv6 address '10.0.0.5': Address already in use
            address-in-use 192.168.1.20 - | could not bind Unix address '192.168.1.20': Address already in use
            address-in-use - - | could not bind IPv4 address ... Address already in use
            address-in-use - - | could not bind IPv6 socket ... Address already in use
            address-in-use - - | could not bind Unix address ... Address already in use
            address-in-use localhost - | konnte IPv4-Adresse 'localhost' nicht binden: ... verwendet
            address-in-use 10.0.0.5 - | konnte IPv6-Adresse '10.0.0.5' nicht binden: ... verwendet
            address-in-use - 6379 | Is another postmaster already running on port 6379
            address-in-use - - | is another postmaster already running
            not-available db.local - | could not bind IPv4 address 'db.local': Cannot assign requested address
            not-available 127.0.0.1 - | could not bind IPv6 address '127.0.0.1': Cannot assign requested address
            permission-denied localhost - | could not bind IPv4 address 'localhost': Permission denied
            permission-denied 10.0.0.5 - | could not bind IPv6 address '10.0.0.5': Permission denied
            listen-failed 192.168.1.20 - | could not create listen socket for '192.168.1.20'
            listen-failed - - | could not create any TCP/IP sockets
            listen-failed - - | could not create any Unix-domain sockets
            auth - - | no pg_hba.conf entry for
            auth - - | pg_hba.conf rejects connection for
            stale-pid-file - - | lock file ' ... ' already exists
            stale-pid-file - - | pre-existing shared memory block
            stale-pid-file - - | Is another postmaster (PID
            auth - - | password authentication failed for user
            auth - - | Peer authentication failed for user
            auth - - | Ident authentication failed for user
            auth - - | no password supplied
            auth - - | SCRAM authentication
            auth - - | authentication failed for user
            auth - - | role ' ... ' does not exist
            auth - - | Passwort-Authentifizierung
            auth - - | SASL: SCRAM-SERVER-FIRST-MESSAGE
            """#)
    }
}
