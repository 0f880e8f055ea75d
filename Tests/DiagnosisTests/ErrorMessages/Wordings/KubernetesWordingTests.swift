import Testing

@testable import Diagnosis

@Suite("Wordings: Kubernetes")
struct KubernetesWordingTests {
    @Test("Kubernetes")
    func kubernetes() {
        Wording.expect(
            #"""
            connection-refused db.local 9092 | The connection to the server db.local:9092 was refused
            connection-refused 127.0.0.1 3000 | server API group list: get '127.0.0.1:3000': ... connection refused
            connection-refused localhost 5432 | connection to the server localhost:5432 was refused
            connection-refused 10.0.0.5 8080 | dial tcp4 10.0.0.5:8080: connect: connection refused IPv6
            connection-refused 192.168.1.20 6379 | dial tcp 192.168.1.20:6379: connect: connection refused IPv6
            connection-refused 172.18.0.3 9200 | failed to connect to 172.18.0.3:9200 inside namespace ... IPv4: dial tcp4 172.18.0.3:9200: connect: connection refused
            connection-refused db.local 27017 | Liveness probe failed: ... dial tcp db.local:27017: connect: connection refused
            connection-refused 127.0.0.1 5000 | Readiness probe failed: ... dial tcp 127.0.0.1:5000: connect: connection refused
            connection-refused - 8081 | error forwarding port 8081 to pod ... connection refused
            listen-failed - 4200 | Unable to listen on any of the requested ports: [{4200 12}]
            listen-failed - - | Unable to listen on any of the requested ports
            address-in-use 172.18.0.3 3000 | Unable to listen on port 3000: ... Error listen tcp4 172.18.0.3:3000: bind: address already in use
            address-in-use db.local 5432 | Unable to listen on port 5432: ... unable to create listener: Error listen tcp4 db.local:5432: bind: address already in use
            address-in-use 127.0.0.1 8080 | Unable to listen on port 8080: ... unable to create listener: Error listen tcp6 127.0.0.1:8080: bind: address already in use
            address-in-use - - | provided port is already allocated
            permission-denied 10.0.0.5 9200 | Unable to listen on port 9200: ... Error listen tcp4 10.0.0.5:9200: bind: permission denied
            permission-denied 192.168.1.20 27017 | Unable to listen on port 27017: ... Error listen tcp4 192.168.1.20:27017: bind: An attempt was made
            certificate - - | Unable to connect to the server: tls: failed to verify certificate
            certificate - - | Unable to connect to the server: x509
            timeout - - | Unable to connect to the server: net/http: TLS handshake timeout
            timeout localhost 9092 | server API group list: get 'localhost:9092': ... timeout
            timeout 10.0.0.5 3000 | Unable to connect to the server: dial tcp 10.0.0.5:3000: i/o timeout
            name-resolution 192.168.1.20 - | Unable to connect to the server: dial tcp: lookup 192.168.1.20
            early-close - - | lost connection to pod
            early-close - - | error creating forwarding stream
            early-close - - | Unable to connect to the server: EOF
            early-close - - | error: lost connection
            connect-failed - 5000 | an error occurred forwarding 5000 ->
            connect-failed - - | error upgrading connection
            connect-failed - - | couldn't get current server API group list
            connect-failed - - | Unable to connect to the server
            connect-failed - - | error forwarding port
            auth - - | You must be logged in to the server
            auth - - | error: You must be logged in
            oom-killed - - | Reason: OOMKilled
            """#)
    }
}
