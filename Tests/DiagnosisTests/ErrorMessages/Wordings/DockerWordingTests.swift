import Testing

@testable import Diagnosis

@Suite("Wordings: Docker")
struct DockerWordingTests {
    @Test("Docker")
    func docker() {
        Wording.expect(
            #"""
            daemon-not-running - - | Error response from daemon: Cannot connect to the Docker daemon at unix
            daemon-not-running - - | Error response from daemon: failed to connect to the docker API
            daemon-not-running - - | Error response from daemon: pipe/docker_engine
            daemon-not-running - - | Error response from daemon: Cannot connect to the Docker daemon
            daemon-not-running - - | Error response from daemon: Is the docker daemon running
            daemon-not-running - - | Error response from daemon: docker daemon is not running
            daemon-not-running - - | Error response from daemon: Cannot connect to Podman
            daemon-not-running - - | Error response from daemon: unable to connect to Podman socket
            daemon-not-running - - | Error response from daemon: open //./pipe/docker
            daemon-not-running - - | Error response from daemon: dockerDesktopLinuxEngine
            daemon-not-running - - | Error response from daemon: Couldn't connect to Docker daemon
            daemon-not-running - - | Error response from daemon: Docker Desktop is not running
            daemon-not-running - - | Error response from daemon: Error while fetching server API version
            connection-refused 192.168.1.20 8081 | Error response from daemon: Cannot connect to the Docker daemon at tcp://192.168.1.20:8081
            connection-refused 172.18.0.3 4200 | Error response from daemon: Cannot connect to the Docker daemon at http://172.18.0.3:4200
            connection-refused db.local 9092 | Error response from daemon: error during connect: ... dial tcp db.local:9092: connect: connection refused
            connection-refused 127.0.0.1 3000 | Error response from daemon: unable to connect to Podman ... dial tcp 127.0.0.1:3000: connect: connection refused
            permission-denied - - | Error response from daemon: permission denied while trying to connect to the Docker
            permission-denied - - | Error response from daemon: Got permission denied while trying to connect to the Docker daemon socket
            permission-denied - - | Error response from daemon: dial unix /var/run/docker.sock: connect: permission denied
            early-close 172.18.0.3 9200 | Error response from daemon: error during connect: Get '172.18.0.3:9200': EOF
            early-close db.local 27017 | Error response from daemon: error during connect: ... 'db.local:27017': EOF
            address-in-use 127.0.0.1 5000 | Error response from daemon: Error starting userland proxy: listen tcp 127.0.0.1:5000: bind: address already in use
            address-in-use localhost 8081 | Error response from daemon: Error starting userland proxy: listen tcp4 localhost:8081: bind: address already in use
            address-in-use 10.0.0.5 4200 | Error response from daemon: Error starting userland proxy: listen tcp6 10.0.0.5:4200: bind: address already in use
            address-in-use 192.168.1.20 9092 | Error response from daemon: Error starting userland proxy: listen udp 192.168.1.20:9092: bind: address already in use
            address-in-use 172.18.0.3 3000 | Error response from daemon: Error starting userland proxy: listen udp4 172.18.0.3:3000: bind: address already in use
            address-in-use db.local 5432 | Error response from daemon: Bind for db.local:5432 failed: port is already allocated
            address-in-use 127.0.0.1 8080 | Error response from daemon: Bind for 127.0.0.1:8080 failed: port is already
            address-in-use localhost 6379 | Error response from daemon: failed to bind host port for localhost:6379 ... address already in use
            address-in-use 10.0.0.5 9200 | Error response from daemon: failed to bind host port 10.0.0.5:9200 ... address already in use
            address-in-use 192.168.1.20 27017 | Error response from daemon: failed to bind port 192.168.1.20:27017: ... Address already in use
            address-in-use 172.18.0.3 5000 | Error response from daemon: daemon: ... listen tcp 172.18.0.3:5000: bind: address already in use
            address-in-use db.local 8081 | Error response from daemon: daemon: ... listen tcp4 db.local:8081: bind: address already in use
            address-in-use 127.0.0.1 4200 | Error response from daemon: daemon: ... listen tcp6 127.0.0.1:4200: bind: address already in use
            address-in-use localhost 9092 | Error response from daemon: rootlessport listen tcp localhost:9092: bind: address already in use
            address-in-use 10.0.0.5 3000 | Error response from daemon: rootlessport listen udp 10.0.0.5:3000: bind: address already in use
            address-in-use 192.168.1.20 5432 | Error response from daemon: Ports are not available: exposing port TCP 192.168.1.20:5432 -> abc listen tcp abc bind: Only one usage
            address-in-use 172.18.0.3 8080 | Error response from daemon: Ports are not available: exposing port TCP 172.18.0.3:8080 ... address already in use
            address-in-use db.local 6379 | Error response from daemon: Ports are not available: ... listen tcp db.local:6379: bind: address already in use
            address-in-use 127.0.0.1 9200 | Error response from daemon: failed to set up container networking: ... Bind for 127.0.0.1:9200 failed: port is already allocated
            permission-denied localhost 27017 | Error response from daemon: Ports are not available: ... listen tcp localhost:27017: bind: An attempt was made
            permission-denied 10.0.0.5 5000 | Error response from daemon: Ports are not available: exposing port TCP 10.0.0.5:5000 -> ... forbidden by its access permissions
            permission-denied - 8081 | Error response from daemon: rootlessport cannot expose privileged port 8081
            permission-denied - 4200 | Error response from daemon: cannot expose privileged port 4200
            not-available db.local 9092 | Error response from daemon: Error starting userland proxy: listen tcp db.local:9092: bind: cannot assign requested address
            not-available 127.0.0.1 3000 | Error response from daemon: Error starting userland proxy: listen tcp4 127.0.0.1:3000: bind: cannot assign requested address
            not-available localhost 5432 | Error response from daemon: Error starting userland proxy: listen tcp6 localhost:5432: bind: cannot assign requested address
            not-available 10.0.0.5 8080 | Error response from daemon: Error starting userland proxy: listen udp 10.0.0.5:8080: bind: cannot assign requested address
            not-available 192.168.1.20 6379 | Error response from daemon: failed to bind host port for 192.168.1.20:6379 ... cannot assign requested address
            firewall-rules-missing - 9200 | Error response from daemon: (iptables failed: ... --dport 9200 ... No chain/target/match by that name
            firewall-rules-missing - 27017 | Error response from daemon: iptables failed ... --dport 27017 ...
            firewall-rules-missing - - | Error response from daemon: iptables: No chain/target/match by that name
            firewall-rules-missing - - | Error response from daemon: No chain/target/match by that name
            firewall-rules-missing - - | Error response from daemon: iptables failed
            firewall-rules-missing - - | Error response from daemon: Failed to Setup IP tables
            firewall-rules-missing - - | Error response from daemon: Chain 'DOCKER' does not exist
            firewall-rules-missing - - | Error response from daemon: Chain 'DOCKER ... ' does not exist
            firewall-rules-missing - - | Error response from daemon: unable to add ... DOCKER ...  rule
            firewall-rules-missing - - | Error response from daemon: unable to enable ... DOCKER ...  rule
            firewall-rules-missing - - | Error response from daemon: unable to insert ... DOCKER ...  rule
            firewall-rules-missing - - | Error response from daemon: failed to create NAT chain DOCKER
            firewall-rules-missing - - | Error response from daemon: Failed to program FILTER chain
            firewall-rules-missing - - | Error response from daemon: nftables ... no such file or directory
            firewall-rules-missing - - | Error response from daemon: Unable to enable ...  DROP
            subnet-overlap - - | Error response from daemon: could not find an available, non-overlapping IPv4 address pool
            subnet-overlap - - | Error response from daemon: Pool overlaps with other one on this address space
            subnet-overlap - - | Error response from daemon: non-overlapping IPv4 address pool
            subnet-overlap - - | Error response from daemon: all predefined address pools have been fully subnetted
            subnet-overlap - - | Error response from daemon: conflicts with network
            subnet-overlap - - | Error response from daemon: subnet abc is already used
            subnet-overlap - - | Error response from daemon: subnet abc overlaps
            subnet-overlap - - | Error response from daemon: invalid pool request: Pool overlaps
            subnet-overlap - - | Error response from daemon: networks have overlapping IPv4
            subnet-overlap - - | Error response from daemon: address space overlaps
            subnet-overlap - - | Error response from daemon: subnet abc is already being used
            subnet-overlap - - | Error response from daemon: cannot create network ... conflicts with
            connect-failed - - | Error response from daemon: error during connect
            connect-failed - - | Error response from daemon: driver failed programming external connectivity
            bad-port - 6379 | Error response from daemon: Invalid hostPort: 6379
            bad-port - 9200 | Error response from daemon: Invalid containerPort: 9200
            bad-port - 27017 | Error response from daemon: Invalid host port: 27017
            bad-port - 5000 | Error response from daemon: Invalid container port: 5000
            bad-port - - | Error response from daemon: invalid port specification: 'abc'
            bad-port - - | Error response from daemon: invalid publish opts
            oom-killed - - | Error response from daemon: OOMKilled
            oom-killed - - | Error response from daemon: exited with code 137
            oom-killed - - | Error response from daemon: Exited (137)
            oom-killed - - | Error response from daemon: Exit Code: 137
            oom-killed - - | Error response from daemon: exit code 137
            oom-killed - - | Error response from daemon: OOM killed
            oom-killed - - | Error response from daemon: oom_kill
            version-mismatch - - | Error response from daemon: client version abc is too new
            version-mismatch - - | Error response from daemon: client version abc is too old
            version-mismatch - - | Error response from daemon: Maximum supported API version is
            version-mismatch - - | Error response from daemon: Minimum supported API version is
            version-mismatch - - | Error response from daemon: client and server don't have same version
            auth - - | Error response from daemon: unauthorized: authentication required
            auth - - | Error response from daemon: pull access denied
            """#)
    }
}
