import Testing

@testable import Diagnosis

@Suite("Wordings: Erlang")
struct ErlangWordingTests {
    @Test("Erlang and Elixir")
    func erlang() {
        Wording.expect(
            #"""
            address-in-use - - | {error,eaddrinuse
            address-in-use - - | :error, :eaddrinuse
            address-in-use - - | - :eaddrinuse
            address-in-use - - | : :eaddrinuse
            address-in-use - - | reason: :eaddrinuse
            address-in-use - - | ,eaddrinuse}
            address-in-use - - | reason,eaddrinuse
            address-in-use - - | for reason eaddrinuse
            address-in-use - - | Protocol 'inet_tcp': register/listen error: eaddrinuse
            address-in-use - 9200 | at http on port 9200: :eaddrinuse
            address-in-use db.local 27017 | Running ... at db.local:27017 ... :eaddrinuse
            address-in-use - - | failed to start listener ... eaddrinuse
            address-in-use localhost 8081 | failed to start Ranch listener ... localhost:8081 ... eaddrinuse
            address-in-use 10.0.0.5 4200 | at 10.0.0.5:4200 (http ... eaddrinuse
            address-in-use - - | Protocol 'inet_tcp': the name abc seems to be in use by another Erlang node
            address-in-use - - | seems to be in use by another Erlang node
            connection-refused - - | {error,econnrefused
            connection-refused - - | :error, :econnrefused
            connection-refused - - | - :econnrefused
            connection-refused - - | : :econnrefused
            connection-refused - - | reason: :econnrefused
            connection-refused - - | ,econnrefused}
            connection-refused - - | reason,econnrefused
            connection-refused 127.0.0.1 4200 | failed_connect,[{to_address,{'127.0.0.1',4200}} ... econnrefused
            connection-refused localhost 9092 | tcp connect (localhost:9092): connection refused - :econnrefused
            connection-refused 10.0.0.5 3000 | tcp connect (10.0.0.5:3000): connection refused
            connection-refused 192.168.1.20 5432 | failed to connect: ... ...  (DBConnection.ConnectionError) tcp connect (192.168.1.20:5432): connection refused
            connection-refused - - | Mint.TransportError{reason: :econnrefused}
            connection-refused - - | HTTPoison.Error{ ... econnrefused
            timeout - - | {error,timeout}
            timeout - - | {:error, :timeout}
            timeout - - | {error,etimedout}
            timeout - - | :etimedout
            timeout - - | reason: :timeout
            timeout db.local 9092 | failed_connect,[{to_address,{'db.local',9092}} ... timeout
            timeout 127.0.0.1 3000 | tcp connect (127.0.0.1:3000): timeout
            timeout localhost 5432 | tcp connect (localhost:5432): timeout
            timeout 10.0.0.5 8080 | tcp connect (10.0.0.5:8080): connection timed out
            name-resolution - - | nxdomain
            name-resolution 172.18.0.3 9200 | tcp connect (172.18.0.3:9200): non-existing domain
            name-resolution db.local 27017 | failed_connect,[{to_address,{'db.local',27017}} ... nxdomain
            permission-denied - - | {error,eacces}
            permission-denied - - | :eacces
            not-available - - | {error,eaddrnotavail
            not-available - - | :error, :eaddrnotavail
            not-available - - | - :eaddrnotavail
            not-available - - | : :eaddrnotavail
            not-available - - | reason: :eaddrnotavail
            not-available - - | ,eaddrnotavail}
            not-available - - | reason,eaddrnotavail
            host-unreachable - - | {error,ehostunreach
            host-unreachable - - | :error, :ehostunreach
            host-unreachable - - | - :ehostunreach
            host-unreachable - - | : :ehostunreach
            host-unreachable - - | reason: :ehostunreach
            host-unreachable - - | ,ehostunreach}
            host-unreachable - - | reason,ehostunreach
            host-unreachable 172.18.0.3 8080 | failed_connect,[{to_address,{'172.18.0.3',8080}} ... ehostunreach
            network-unreachable - - | {error,enetunreach
            network-unreachable - - | :error, :enetunreach
            network-unreachable - - | - :enetunreach
            network-unreachable - - | : :enetunreach
            network-unreachable - - | reason: :enetunreach
            network-unreachable - - | ,enetunreach}
            network-unreachable - - | reason,enetunreach
            reset - - | {error,econnreset}
            reset - - | :econnreset
            early-close - - | {error,closed}
            early-close - - | {:error, :closed}
            early-close - - | socket_closed_remotely
            early-close - - | tcp recv ... : closed
            early-close - - | tcp_closed
            fd-limit - - | {error,emfile}
            fd-limit - - | :emfile
            tls-mismatch - - | {tls_alert
            tls-mismatch - - | :tls_alert
            tls-mismatch - - | unexpected_message
            connect-failed - - | Connection attempt from node abc rejected
            connect-failed - - | failed_connect
            auth - - | Connection attempt from ...  rejected. Invalid challenge reply
            daemon-not-running - - | Cannot contact epmd
            daemon-not-running - - | epmd: Cannot connect to local epmd
            daemon-not-running - - | cannot connect to local epmd
            timeout - - | connection not available and request was dropped from queue
            connect-failed - - | DBConnection.ConnectionError
            """#)
    }
}
