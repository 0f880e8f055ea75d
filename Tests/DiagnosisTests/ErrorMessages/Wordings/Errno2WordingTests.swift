import Testing

@testable import Diagnosis

@Suite("Wordings: Errno, part 2")
struct Errno2WordingTests {
    @Test("What the system says, continued")
    func errno2() {
        Wording.expect(
            #"""
            ipv6-disabled - - | EAFNOSUPPORT
            ipv6-disabled - - | address family not supported by protocol
            ipv6-disabled - - | address family not supported
            ipv6-disabled - - | address family for hostname not supported
            ipv6-disabled - - | incompatible with the requested protocol was used
            ipv6-disabled - - | protocol family unavailable
            ipv6-disabled - - | address family is not supported
            ipv6-disabled - - | IPv6 is not available
            ipv6-disabled - - | IPv6 is disabled
            ipv6-disabled - - | IPv6 not supported
            ipv6-disabled - - | IPv6 is not supported
            name-resolution localhost - | ENOTFOUND 'localhost
            name-resolution 10.0.0.5 - | ENOTFOUND 10.0.0.5
            name-resolution - - | ENOTFOUND
            name-resolution 172.18.0.3 - | EAI_AGAIN '172.18.0.3
            name-resolution db.local - | EAI_AGAIN db.local
            name-resolution - - | EAI_AGAIN
            name-resolution - - | EAI_NONAME
            name-resolution - - | name or service not known
            name-resolution - - | name does not resolve
            name-resolution - - | temporary failure in name resolution
            name-resolution - - | nodename nor servname provided, or not known
            name-resolution 127.0.0.1 - | no such host is known. (127.0.0.1
            name-resolution - - | no such host is known
            name-resolution - - | no such host
            name-resolution - - | unknown host
            name-resolution - - | name resolution failed
            name-resolution db.local - | failed to resolve host 'db.local'
            name-resolution 127.0.0.1 - | failed to resolve '127.0.0.1'
            name-resolution localhost - | could not resolve host: localhost
            name-resolution - - | could not resolve host
            name-resolution 192.168.1.20 - | could not resolve '192.168.1.20'
            name-resolution - - | failed to resolve
            name-resolution - - | getaddrinfo failed
            name-resolution - - | non-recoverable failure in name resolution
            name-resolution - - | no address associated with hostname
            name-resolution - - | no address associated with name
            name-resolution - - | host not found
            name-resolution - - | hostname could not be found
            name-resolution - - | NXDOMAIN
            name-resolution - - | unresolvable
            name-resolution - - | unable to resolve host
            name-resolution 10.0.0.5 - | unable to resolve host '10.0.0.5'
            name-resolution 192.168.1.20 - | unable to resolve hostname '192.168.1.20'
            name-resolution 172.18.0.3 - | unable to resolve '172.18.0.3'
            name-resolution db.local - | cannot resolve host 'db.local
            name-resolution 127.0.0.1 - | cannot resolve hostname 127.0.0.1
            name-resolution - - | cannot resolve host
            name-resolution - - | DNS lookup failed
            name-resolution - - | name resolution failure
            name-resolution - - | WSAHOST_NOT_FOUND
            name-resolution - - | failed to lookup address information
            name-resolution - - | dns resolution failed
            name-resolution - - | dns error
            name-resolution - - | server misbehaving
            name-resolution - - | could not resolve hostname
            name-resolution 172.18.0.3 - | could not translate host name '172.18.0.3'
            name-resolution - - | unresolved address
            name-resolution - - | UnresolvedAddressException
            name-resolution localhost - | lookup localhost on abc: no such host
            name-resolution 10.0.0.5 - | lookup 10.0.0.5 on abc: server misbehaving
            name-resolution 192.168.1.20 - | lookup 192.168.1.20: ... no such host
            name-resolution 172.18.0.3 - | DNS resolution failed for 172.18.0.3
            name-resolution db.local - | temporary failure resolving 'db.local'
            name-resolution - - | name not resolved
            name-resolution - - | hostname not found
            name-resolution - - | name could not be resolved
            name-resolution - - | host name lookup failure
            early-close - - | unexpected EOF
            early-close - - | UnexpectedEof
            early-close - - | connection closed unexpectedly
            early-close - - | closed the connection unexpectedly
            early-close - - | closed connection unexpectedly
            early-close - - | connection closed before
            early-close - - | closed before message completed
            early-close - - | connection closed by remote host
            early-close - - | closed connection without response
            early-close - - | empty reply
            early-close - - | remote host closed connection
            early-close - - | end of file reached
            early-close - - | EOFError
            early-close - - | EOFException
            early-close - - | premature close
            early-close - - | prematurely closed
            early-close - - | connection closed prematurely
            early-close - - | premature EOF
            early-close - - | server closed the connection
            early-close - - | connection lost before
            early-close - - | closed without sending a response
            early-close - - | connection ended unexpectedly
            early-close - - | connection closed by peer
            early-close - - | connection closed by server
            early-close - - | peer closed connection
            early-close - - | unexpected end of stream
            early-close - - | connection closed by foreign host
            early-close - - | remote closed the connection
            early-close - - | disconnected unexpectedly
            early-close - - | connection terminated unexpectedly
            early-close - - | connection was terminated
            early-close - - | connection unexpectedly closed
            early-close - - | other side closed
            auth - - | authentication failed
            auth - - | authentication failure
            name-resolution - - | UnknownHostName
            name-resolution - - | TemporaryNameServerFailure
            name-resolution - - | NameServerFailure
            """#)
    }
}
