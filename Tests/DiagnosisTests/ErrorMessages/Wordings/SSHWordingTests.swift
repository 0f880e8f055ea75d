import Testing

@testable import Diagnosis

@Suite("Wordings: SSH")
struct SSHWordingTests {
    @Test("OpenSSH")
    func ssh() {
        Wording.expect(
            #"""
            connect-failed db.local 5432 | ssh: connect to host db.local port 5432
            connect-failed 127.0.0.1 8080 | connect to host 127.0.0.1 port 8080
            connect-failed localhost 6379 | connect to address localhost port 6379
            connect-failed - - | channel 12: open failed: connect failed
            connection-refused db.local 8081 | ssh: connect to host db.local port 8081: Connection refused
            connection-refused - - | channel 12: open failed: connect failed: Connection refused
            connection-refused localhost 9092 | connect_to localhost port 9092: failed
            name-resolution 10.0.0.5 - | Could not resolve hostname 10.0.0.5:
            name-resolution 192.168.1.20 - | Could not resolve hostname 192.168.1.20
            name-resolution 172.18.0.3 - | connect_to 172.18.0.3: unknown host
            name-resolution - - | open failed: connect failed: Name or service not known
            name-resolution - - | open failed: connect failed: Temporary failure in name resolution
            early-close - - | kex_exchange_identification: Connection closed by remote host
            early-close - - | ssh_exchange_identification: Connection closed by remote host
            early-close - - | kex_exchange_identification: Connection closed
            early-close 172.18.0.3 4200 | Connection closed by 172.18.0.3 port 4200
            early-close db.local - | Connection to db.local closed by remote host
            early-close - - | Connection closed by remote host
            early-close - - | ssh_dispatch_run_fatal
            reset - - | kex_exchange_identification: read: Connection reset by peer
            reset - - | kex_exchange_identification: ... Connection reset
            reset - - | ssh_exchange_identification: read: Connection reset by peer
            reset db.local 27017 | Connection reset by db.local port 27017
            reset - - | client_loop: send disconnect: Connection reset
            broken-pipe - - | client_loop: send disconnect: Broken pipe
            broken-pipe - - | packet_write_wait: ... Broken pipe
            listen-failed - 9092 | remote port forwarding failed for listen port 9092
            listen-failed - 3000 | cannot listen to port: 3000
            listen-failed - 5432 | channel_setup_fwd_listener_tcpip: cannot listen to port: 5432
            listen-failed - - | Could not request local forwarding
            address-in-use localhost 6379 | Bind to port 6379 on localhost failed: Address already in use
            address-in-use 10.0.0.5 9200 | bind [10.0.0.5:9200]:9200: Address already in use
            address-in-use 192.168.1.20 27017 | bind [192.168.1.20]:27017: Address already in use
            address-in-use 172.18.0.3 5000 | Bind to port 5000 on 172.18.0.3 failed: Address in use
            permission-denied db.local 8081 | bind [db.local]:8081: Permission denied
            permission-denied 127.0.0.1 4200 | Bind to port 4200 on 127.0.0.1 failed: Permission denied
            permission-denied - - | Privileged ports can only be forwarded by root
            permission-denied - - | administratively prohibited: open failed
            permission-denied - - | open failed: administratively prohibited
            not-available 172.18.0.3 8080 | bind [172.18.0.3]:8080: Cannot assign requested address
            not-available db.local 6379 | Bind to port 6379 on db.local failed: Cannot assign requested address
            timeout 127.0.0.1 9200 | ssh: connect to host 127.0.0.1 port 9200: Connection timed out
            timeout localhost 27017 | ssh: connect to host localhost port 27017: Operation timed out
            timeout - - | Connection timed out during banner exchange
            timeout 192.168.1.20 8081 | Connection to 192.168.1.20 port 8081 timed out
            timeout 172.18.0.3 - | Timeout, server 172.18.0.3 not responding
            timeout - - | Timeout before authentication
            auth - - | Permission denied (publickey
            auth - - | Permission denied (password
            auth - - | Permission denied, please try again
            auth - - | Too many authentication failures
            auth - - | Host key verification failed
            auth - - | REMOTE HOST IDENTIFICATION HAS CHANGED
            auth - - | Permission denied (keyboard
            protocol-mismatch - - | Bad remote protocol version identification
            protocol-mismatch - - | Protocol mismatch
            protocol-mismatch - - | kex_exchange_identification: banner line contains invalid characters
            protocol-mismatch - - | Bad protocol version identification
            protocol-mismatch - - | banner line contains invalid characters
            protocol-mismatch - - | kex_exchange_identification: client sent invalid protocol identifier
            protocol-mismatch - - | banner line ...  too long
            protocol-mismatch - - | banner exchange: ...  invalid format
            protocol-mismatch - - | invalid protocol identifier
            version-mismatch 172.18.0.3 5000 | Unable to negotiate with 172.18.0.3 port 5000: no matching
            version-mismatch - - | no matching key exchange method found
            version-mismatch - - | no matching host key type found
            bad-port - - | Bad local forwarding specification
            bad-port - 3000 | Bad port '3000'
            bad-port - - | Bad remote forwarding specification
            bad-port - - | bad port specification
            ipv6-disabled - - | socket: Address family not supported by protocol
            early-close - - | Error reading SSH protocol banner
            """#)
    }

    @Test("Git")
    func git() {
        Wording.expect(
            #"""
            connect-failed localhost 27017 | unable to access 'localhost:27017 ... Failed to connect to localhost:27017 port 27017
            connect-failed 10.0.0.5 5000 | unable to access 'abc Failed to connect to 10.0.0.5 port 5000
            connection-refused 192.168.1.20 - | fatal: unable to connect to 192.168.1.20:
            connection-refused 172.18.0.3 - | fatal: unable to connect to 172.18.0.3
            connection-refused db.local - | db.local[12: abc errno=Connection refused
            name-resolution 127.0.0.1 - | unable to access 'abc Could not resolve host: 127.0.0.1
            name-resolution localhost - | unable to look up localhost
            name-resolution 10.0.0.5 - | fatal: Unable to look up 10.0.0.5
            certificate 192.168.1.20 6379 | unable to access '192.168.1.20:6379 ... certificate
            early-close - - | The remote end hung up unexpectedly
            early-close - - | the remote end hung up upon initial contact
            early-close - - | early EOF
            auth localhost 8081 | fatal: Authentication failed for 'localhost:8081
            auth 10.0.0.5 4200 | could not read Username for '10.0.0.5:4200
            protocol-mismatch - - | protocol error: bad line length
            protocol-mismatch - - | info/refs not valid
            """#)
    }
}
