import Testing

@testable import Diagnosis

@Suite("Wordings: Errno")
struct ErrnoWordingTests {
    @Test("What the system says")
    func errno() {
        Wording.expect(
            #"""
            connection-refused - - | ECONNREFUSED
            connection-refused - - | WSAECONNREFUSED
            connection-refused - - | CONNECTION_REFUSED
            connection-refused - - | ConnectionRefused
            connection-refused - - | connection refused
            connection-refused - - | connection was refused
            connection-refused - - | connection is refused
            connection-refused - - | connection has been refused
            connection-refused - - | refused connection
            connection-refused - - | refused the connection
            connection-refused - - | refused to connect
            connection-refused - - | connection actively refused
            connection-refused - - | actively refused
            connection-refused - - | connection attempt refused
            connection-refused - - | connection refused by
            connection-refused - - | connection attempt was refused
            connection-refused - - | connect refused
            connection-refused - - | connection rejected by
            connection-refused - - | No connection could be made because the target machine actively refused it
            address-in-use - - | EADDRINUSE
            address-in-use - - | WSAEADDRINUSE
            address-in-use - - | AddrInUse
            address-in-use - - | AddressInUse
            address-in-use - - | ADDRESS_IN_USE
            address-in-use - - | bind ... was already in use
            address-in-use - 27017 | port 27017 ... was already in use
            address-in-use - - | address already in use
            address-in-use - - | address is already in use
            address-in-use - - | address in use
            address-in-use - - | port already in use
            address-in-use - - | port is already in use
            address-in-use - - | port is in use
            address-in-use - - | port in use
            address-in-use - 6379 | port 6379 is already in use
            address-in-use - 9200 | port 9200 already in use
            address-in-use - 27017 | port 27017 is in use
            address-in-use - 5000 | port 5000 in use
            address-in-use - 8081 | port 8081 is already being used
            address-in-use - 4200 | port 4200 is already allocated
            address-in-use - 9092 | port 9092 is occupied
            address-in-use - 3000 | port 3000 is being used
            address-in-use - 5432 | port 5432 was already in use
            address-in-use - 8080 | port 8080 is already used
            address-in-use - 6379 | port 6379 is used by
            address-in-use - 9200 | port 9200 is already taken
            address-in-use - 27017 | port 27017 is taken
            address-in-use - 5000 | port 5000 is not available
            address-in-use - 8081 | port 8081 is unavailable
            address-in-use - 4200 | port 4200 is busy
            address-in-use - 9092 | port: 9092 is already in use
            address-in-use - 3000 | port '3000' is already in use
            address-in-use db.local 5432 | db.local:5432 is already in use
            address-in-use 127.0.0.1 8080 | 127.0.0.1:8080 already in use
            address-in-use localhost 6379 | localhost:6379 is in use
            address-in-use - - | socket address already in use
            address-in-use - - | address already being used
            address-in-use - - | port is already allocated
            address-in-use - - | port is already used
            address-in-use - - | port is being used
            address-in-use - - | port is already occupied
            address-in-use - - | port already bound
            address-in-use - - | port is already being used
            address-in-use - - | port conflict
            address-in-use - - | port has already been
            address-in-use - - | Only one usage of each socket address
            address-in-use - - | another process is already listening on
            address-in-use - 5000 | something is already running on port 5000
            address-in-use - 8081 | already listening on port 8081
            address-in-use - 4200 | already something running on port 4200
            address-in-use - 9092 | already something listening on port 9092
            address-in-use - 3000 | another process is using port 3000
            address-in-use - 5432 | another application is using port 5432
            address-in-use - 8080 | port 8080 is currently in use
            address-in-use - 6379 | port 6379 is already bound
            address-in-use - 9200 | port 9200 already bound
            address-in-use - 27017 | port 27017 already allocated
            address-in-use - 5000 | port number 5000 is already in use
            address-in-use localhost 8081 | EADDRINUSE localhost:8081
            address-in-use - 4200 | another instance is using port 4200
            address-in-use - - | is another process using
            address-in-use - - | address in use:
            address-in-use - 5432 | process is already using port 5432
            address-in-use - 8080 | port 8080 is already reserved
            permission-denied - - | EACCES
            permission-denied - - | WSAEACCES
            permission-denied - - | PermissionDenied
            permission-denied - - | permission denied
            permission-denied - - | EPERM
            permission-denied - - | operation not permitted
            permission-denied - - | forbidden by its access permissions
            permission-denied - - | access denied
            permission-denied - - | access is denied
            permission-denied - - | insufficient privileges
            permission-denied - - | permission to bind
            permission-denied - - | must be root to bind
            permission-denied - - | requires root privileges to bind
            permission-denied - - | requires elevated privileges
            permission-denied - - | not have permission to bind
            permission-denied - - | insufficient permissions to bind
            timeout - - | ETIMEDOUT
            timeout - - | ConnectionTimedOut
            timeout - - | CONNECTION_TIMED_OUT
            timeout - - | unexpectedly closed: timed out
            timeout - - | connect timeout
            timeout - - | connection timeout:
            timeout - - | connection attempt timeout!
            timeout - - | connection establishment timeout error
            timeout - - | read timeout after
            timeout - - | write timeout while
            timeout - - | socket timeout exceeded
            timeout - - | request timeout expired
            timeout - - | handshake timeout occurred
            timeout - - | response timeout when
            timeout - - | connection attempt timeout reached
            timeout - - | connection establishment timeout during
            timeout - - | ESOCKETTIMEDOUT
            timeout - - | WSAETIMEDOUT
            timeout - - | connection timed out
            timeout - - | connect timed out
            timeout - - | operation timed out
            timeout - - | timed out
            timeout - - | i/o timeout
            timeout - - | timeout expired
            timeout - - | timeout exceeded
            timeout - - | deadline exceeded
            timeout - - | DeadlineExceeded
            timeout - - | DEADLINE_EXCEEDED
            timeout - - | timed-out
            timeout - - | timeout was reached
            timeout - - | timeout error
            timeout - - | TimeoutError
            timeout - - | TimeoutException
            timeout - - | timeout awaiting
            timeout - - | timeout waiting
            timeout - - | timeout during
            timeout - - | timeout occurred
            timeout - - | timeout while connecting
            timeout - - | timeout connecting
            timeout - - | timeout of 12ms exceeded
            timeout - - | failed to respond
            timeout - - | did not properly respond after a period of time
            timeout - - | exceeded the timeout
            timeout - - | timeout reached
            timeout - - | timeout after 12
            timeout - - | timeout has expired
            timeout - - | pool timeout
            timeout - - | pool timed out
            timeout - - | PoolTimedOut
            timeout - - | PoolTimeout
            timeout - - | couldn't get a connection after 12
            timeout - - | connection pool has been exhausted
            timeout - - | no response within
            timeout - - | did not respond within
            host-unreachable - - | EHOSTUNREACH
            host-unreachable - - | EHOSTDOWN
            host-unreachable - - | WSAEHOSTUNREACH
            host-unreachable - - | no route to host
            host-unreachable - - | host is unreachable
            host-unreachable - - | host unreachable
            host-unreachable - - | HostUnreachable
            host-unreachable - - | host is down
            host-unreachable - - | unreachable host
            host-unreachable - - | destination host unreachable
            network-unreachable - - | ENETUNREACH
            network-unreachable - - | ENETDOWN
            network-unreachable - - | WSAENETUNREACH
            network-unreachable - - | network is unreachable
            network-unreachable - - | network unreachable
            network-unreachable - - | NetworkUnreachable
            network-unreachable - - | unreachable network
            network-unreachable - - | network is down
            not-available - - | EADDRNOTAVAIL
            not-available - - | WSAEADDRNOTAVAIL
            not-available - - | AddrNotAvailable
            not-available - - | AddressNotAvailable
            not-available - - | cannot assign requested address
            not-available - - | can't assign requested address
            not-available - - | can not assign requested address
            not-available - - | address not available
            not-available - - | could not assign requested address
            not-available - - | requested address is not valid in its context
            not-available - - | address is not available
            not-available - - | address is unavailable
            reset - - | ECONNRESET
            reset - - | WSAECONNRESET
            reset - - | ConnectionResetByPeer
            reset - - | CONNECTION_RESET
            reset - - | ECONNABORTED
            reset - - | ConnectionReset
            reset - - | connection reset
            reset - - | reset by peer
            reset - - | connection was reset
            reset - - | forcibly closed by the remote host
            reset - - | ConnectionAborted
            reset - - | software caused connection abort
            reset - - | connection has been reset
            reset - - | reset the connection
            reset - - | connection was forcibly closed
            reset - - | aborted by the software in your host machine
            reset - - | connection was reset by
            reset - - | closed by remote host forcibly
            reset - - | WSAECONNABORTED
            broken-pipe - - | EPIPE
            broken-pipe - - | BrokenPipe
            broken-pipe - - | broken pipe
            broken-pipe - - | BrokenPipeError
            fd-limit - - | EMFILE
            fd-limit - - | ENFILE
            fd-limit - - | too many open files
            fd-limit - - | no file descriptors available
            fd-limit - - | out of file descriptors
            fd-limit - - | too many open file descriptors
            fd-limit - - | no more file descriptors
            fd-limit - - | file descriptor limit
            fd-limit - - | file table overflow
            fd-limit - - | open files limit reached
            fd-limit - - | WSAEMFILE
            fd-limit - - | descriptor table full
            fd-limit - - | ran out of file descriptors
            fd-limit - - | nofile limit
            """#)
    }
}
