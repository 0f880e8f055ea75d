import Testing

@testable import Diagnosis

@Suite("Wordings: System")
struct SystemWordingTests {
    @Test("Network tools")
    func tools() {
        Wording.expect(
            #"""
            connection-refused - - | Unable to connect to remote host: Connection refused
            connection-refused 127.0.0.1 8080 | nc: connect to 127.0.0.1 port 8080 (tcp) failed: Connection refused
            connection-refused localhost 6379 | nc: connect to localhost port 6379 (udp) failed: Connection refused
            connection-refused 10.0.0.5 9200 | nc: connect to 10.0.0.5 ( ... ) 9200 port [abc] failed: Connection refused
            connection-refused 192.168.1.20 27017 | 192.168.1.20 [abc] 27017 ( ... ) : Connection refused
            connection-refused 172.18.0.3 5000 | (abc) [172.18.0.3] 5000 ( ... ) : Connection refused
            connection-refused db.local 8081 | [db.local] 8081 ( ... ) : Connection refused
            connection-refused 127.0.0.1 4200 | connect( ... AF=2 127.0.0.1:4200 ... Connection refused
            connection-refused localhost 9092 | connect( ... AF=10 localhost:9092 ... Connection refused
            connection-refused 10.0.0.5 - | failed to connect to 10.0.0.5 (10.0.0.5): Connection refused
            connection-refused - - | connect: Connection refused
            connection-refused - - | bash: connect: Connection refused
            connection-refused - - | sh: connect: Connection refused
            connection-refused 127.0.0.1 9200 | /dev/tcp/127.0.0.1/9200: ... refused
            connection-refused localhost 27017 | connect to localhost:27017 port 12: Connection refused
            timeout 10.0.0.5 5000 | nc: connect to 10.0.0.5 port 5000 (tcp) timed out
            timeout 192.168.1.20 8081 | nc: connect to 192.168.1.20 port 8081 (udp) timed out
            timeout 172.18.0.3 4200 | nc: connect to 172.18.0.3 port 4200 (tcp) failed: Connection timed out
            timeout db.local 9092 | nc: connect to db.local port 9092 (udp) failed: Operation timed out
            timeout 127.0.0.1 3000 | connect( ... AF=2 127.0.0.1:3000 ... Connection timed out
            timeout localhost 5432 | /dev/tcp/localhost/5432: ... timed out
            timeout - - | Ncat: TIMEOUT
            timeout 192.168.1.20 6379 | [192.168.1.20] 6379 ( ... ) : Connection timed out
            host-unreachable 172.18.0.3 9200 | nc: connect to 172.18.0.3 port 9200 (tcp) failed: No route to host
            host-unreachable db.local 27017 | nc: connect to db.local port 27017 (udp) failed: No route to host
            host-unreachable - - | Unable to connect to remote host: No route to host
            host-unreachable localhost 8081 | connect( ... AF=2 localhost:8081 ... No route to host
            host-unreachable 10.0.0.5 4200 | /dev/tcp/10.0.0.5/4200: ... No route to host
            network-unreachable 192.168.1.20 9092 | nc: connect to 192.168.1.20 port 9092 (tcp) failed: Network is unreachable
            network-unreachable 172.18.0.3 3000 | nc: connect to 172.18.0.3 port 3000 (udp) failed: Network is unreachable
            network-unreachable db.local 5432 | connect( ... AF=2 db.local:5432 ... Network is unreachable
            address-in-use 127.0.0.1 8080 | bind(12, {AF=2 127.0.0.1:8080
            address-in-use localhost 6379 | bind(12, {AF=10 localhost:6379
            address-in-use 10.0.0.5 9200 | bind to 10.0.0.5:9200: Address already in use
            address-in-use 192.168.1.20 27017 | Ncat: bind to 192.168.1.20:27017: Address already in use
            address-in-use 172.18.0.3 5000 | commBind Cannot bind socket FD 12 to 172.18.0.3:5000: (98)
            address-in-use db.local 8081 | Can't grab db.local:8081 with bind
            address-in-use 127.0.0.1 4200 | bind ... AF=2 127.0.0.1:4200 ... Address already in use
            address-in-use localhost 9092 | bind ... AF=10 localhost:9092 ... Address already in use
            address-in-use - - | xsocat ... Address already in use
            permission-denied 192.168.1.20 5432 | bind(12, {AF=2 192.168.1.20:5432 ... Permission denied
            permission-denied 172.18.0.3 8080 | bind ... AF=2 172.18.0.3:8080 ... Permission denied
            permission-denied db.local 6379 | bind ... AF=10 db.local:6379 ... Permission denied
            permission-denied 127.0.0.1 9200 | commBind Cannot bind socket FD 12 to 127.0.0.1:9200: (13)
            permission-denied localhost 27017 | Can't grab localhost:27017 with bind : Permission denied
            not-available 10.0.0.5 5000 | bind ... AF=2 10.0.0.5:5000 ... Cannot assign requested address
            not-available 192.168.1.20 8081 | commBind Cannot bind socket FD 12 to 192.168.1.20:8081: (99)
            name-resolution 172.18.0.3 - | nc: getaddrinfo for host '172.18.0.3' port abc Name or service not known
            name-resolution db.local - | getaddrinfo for host 'db.local'
            name-resolution - - | could not translate host
            name-resolution localhost - | Ncat: Could not resolve hostname 'localhost'
            name-resolution 10.0.0.5 - | could not resolve hostname '10.0.0.5'
            name-resolution 192.168.1.20 - | 192.168.1.20: forward host lookup failed
            name-resolution db.local - | getaddrinfo('db.local',
            name-resolution 127.0.0.1 - | ping: 127.0.0.1: Name or service not known
            name-resolution localhost - | traceroute: localhost: Name or service not known
            name-resolution 10.0.0.5 - | telnet: 10.0.0.5: Name or service not known
            name-resolution 192.168.1.20 - | nc: 192.168.1.20: Name or service not known
            name-resolution 172.18.0.3 - | ftp: 172.18.0.3: Name or service not known
            name-resolution db.local - | host: db.local: Name or service not known
            name-resolution 127.0.0.1 - | dig: 127.0.0.1: Name or service not known
            name-resolution localhost - | mtr: localhost: Name or service not known
            name-resolution 10.0.0.5 - | telnet: could not resolve 10.0.0.5/
            name-resolution 192.168.1.20 27017 | 192.168.1.20/27017: Name or service not known
            name-resolution 172.18.0.3 - | 172.18.0.3/telnet: Name or service not known
            name-resolution db.local - | ping: db.local: Temporary failure in name resolution
            name-resolution 127.0.0.1 - | traceroute: 127.0.0.1: Temporary failure in name resolution
            name-resolution localhost - | telnet: localhost: Temporary failure in name resolution
            name-resolution 10.0.0.5 - | nc: 10.0.0.5: Temporary failure in name resolution
            name-resolution 192.168.1.20 - | ftp: 192.168.1.20: Temporary failure in name resolution
            name-resolution 172.18.0.3 - | mtr: 172.18.0.3: Temporary failure in name resolution
            name-resolution - - | BIO_lookup_ex: ... system lib
            timeout - - | Connection timed out:
            connection-refused - - | BIO_connect:connect error
            connection-refused - - | connect:errno=111
            connection-refused - - | connect:errno=61
            early-close - - | write:errno=0
            early-close - - | Connection closed by foreign host
            certificate - - | verify error:num=12
            """#)
    }

    @Test("systemd")
    func systemd() {
        Wording.expect(
            #"""
            address-in-use - - | Failed to listen on sockets: Address already in use
            address-in-use 10.0.0.5 8080 | Failed to create listening socket (10.0.0.5:8080): Address already in use
            address-in-use - - | Failed to create listening socket (abc): Address already in use
            address-in-use - - | Failed to listen on abc.socket ... Address already in use
            address-in-use - - | .socket: Failed to listen on ... Address already in use
            permission-denied - - | Failed to listen on sockets: Permission denied
            permission-denied localhost 8081 | Failed to create listening socket (localhost:8081): Permission denied
            not-available 10.0.0.5 4200 | Failed to create listening socket (10.0.0.5:4200): Cannot assign requested address
            oom-killed - - | Failed with result 'oom-kill'
            oom-killed - - | A process of this unit has been killed by the OOM killer
            oom-killed - - | systemd-oomd killed
            oom-killed - - | result 'oom-kill'
            listen-failed - - | Failed to listen on
            timeout - - | Start operation timed out
            timeout - - | start operation timed out. Terminating
            timeout - - | Failed with result 'timeout'
            daemon-not-running - - | Failed to connect to bus
            daemon-not-running - - | System has not been booted with systemd as init system
            fd-limit - - | Failed to allocate ...  file descriptors
            """#)
    }

    @Test("Linux kernel")
    func kernel() {
        Wording.expect(
            #"""
            syn-flood-backlog 10.0.0.5 3000 | Possible SYN flooding on port 10.0.0.5:3000
            syn-flood-backlog - 5432 | Possible SYN flooding on port 5432
            syn-flood-backlog - - | Possible SYN flooding
            oom-killed - - | Out of memory: Killed process
            oom-killed - - | Memory cgroup out of memory
            oom-killed - - | oom-kill:constraint
            oom-killed - - | invoked oom-killer
            oom-killed - - | Out of memory: Kill process
            oom-killed - - | oom_reaper: reaped process
            permission-denied - 9092 | avc: denied { name_bind } ... dest=9092
            permission-denied - 3000 | avc: denied { name_connect } ... src=3000
            permission-denied - 5432 | avc: denied { node_bind } ... dest=5432
            permission-denied - - | avc: denied { name_bind }
            permission-denied - - | avc: denied { name_connect }
            permission-denied - - | avc: denied { node_bind }
            permission-denied - - | apparmor='DENIED' operation='bind'
            permission-denied - - | apparmor='DENIED' operation='connect'
            permission-denied - - | apparmor='DENIED' operation='create'
            permission-denied - - | apparmor='DENIED' operation='listen'
            timeout - - | nf_conntrack: table full, dropping packet
            timeout - - | nf_conntrack: ... table full
            fd-limit - - | VFS: file-max limit 12 reached
            """#)
    }
}
