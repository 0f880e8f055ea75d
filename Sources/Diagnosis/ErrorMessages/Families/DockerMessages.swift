extension Family {
    static let docker = Family(
        "Docker",
        [
            MessageRule(
                .daemonNotRunning, .sure,
                [
                    "Cannot connect to the Docker daemon at unix", "failed to connect to the docker API",
                    "pipe/docker_engine", "Cannot connect to the Docker daemon",
                    "Is the docker daemon running", "docker daemon is not running", "Cannot connect to Podman",
                    "unable to connect to Podman socket", "open //./pipe/docker", "dockerDesktopLinuxEngine",
                    "Couldn't connect to Docker daemon", "Docker Desktop is not running",
                ]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "Cannot connect to the Docker daemon at tcp://{address}",
                    "Cannot connect to the Docker daemon at http://{address}",
                    "error during connect: *dial tcp {address}: connect: connection refused",
                    "unable to connect to Podman*dial tcp {address}: connect: connection refused",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "permission denied while trying to connect to the Docker",
                    "Got permission denied while trying to connect to the Docker daemon socket",
                    "dial unix /var/run/docker.sock: connect: permission denied",
                ]),
            MessageRule(
                .earlyClose, .sure,
                ["error during connect: Get '{address}': EOF", "error during connect: *'{address}': EOF"]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "Error starting userland proxy: listen <tcp|tcp4|tcp6|udp|udp4> {address}: bind: address already in use",
                    "Bind for {address} failed: port is already allocated",
                    "Bind for {address} failed: port is already",
                    "failed to bind host port for {address}*address already in use",
                    "failed to bind host port {address}*address already in use",
                    "failed to bind port {address}: *Address already in use",
                    "daemon: *listen <tcp|tcp4|tcp6> {address}: bind: address already in use",
                    "rootlessport listen <tcp|udp> {address}: bind: address already in use",
                    "Ports are not available: exposing port TCP {address} -> {w} listen tcp {w} bind: Only one usage",
                    "Ports are not available: exposing port TCP {address}*address already in use",
                    "Ports are not available: *listen tcp {address}: bind: address already in use",
                    "failed to set up container networking: *Bind for {address} failed: port is already allocated",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "Ports are not available: *listen tcp {address}: bind: An attempt was made",
                    "Ports are not available: exposing port TCP {address} -> *forbidden by its access permissions",
                    "rootlessport cannot expose privileged port {port}", "cannot expose privileged port {port}",
                ]),
            MessageRule(
                .notAvailable, .sure,
                [
                    "Error starting userland proxy: listen <tcp|tcp4|tcp6|udp> {address}: bind: cannot assign requested address",
                    "failed to bind host port for {address}*cannot assign requested address",
                ]),
            MessageRule(
                .firewallRulesMissing, .sure,
                [
                    "(iptables failed: *--dport {port} *No chain/target/match by that name",
                    "iptables failed*--dport {port}*", "iptables: No chain/target/match by that name",
                    "No chain/target/match by that name", "iptables failed", "Failed to Setup IP tables",
                    "Chain 'DOCKER' does not exist", "Chain 'DOCKER*' does not exist",
                    "unable to <add|enable|insert> *DOCKER* rule", "failed to create NAT chain DOCKER",
                    "Failed to program FILTER chain", "nftables*no such file or directory", "Unable to enable * DROP",
                ]),
            MessageRule(
                .subnetOverlap, .sure,
                [
                    "could not find an available, non-overlapping IPv4 address pool",
                    "Pool overlaps with other one on this address space", "non-overlapping IPv4 address pool",
                    "all predefined address pools have been fully subnetted", "conflicts with network",
                    "subnet {w} is already used", "subnet {w} overlaps", "invalid pool request: Pool overlaps",
                    "networks have overlapping IPv4", "address space overlaps", "subnet {w} is already being used",
                    "cannot create network *conflicts with",
                ]),
            MessageRule(
                .connectFailed, .vague, ["error during connect", "driver failed programming external connectivity"]),
            MessageRule(
                .badPort, .sure,
                [
                    "Invalid <hostPort|containerPort|host port|container port>: {port}",
                    "invalid port specification: '{w}'", "invalid publish opts",
                ]),
            MessageRule(
                .oomKilled, .sure,
                [
                    "OOMKilled", "exited with code 137", "Exited (137)", "Exit Code: 137", "exit code 137",
                    "OOM killed", "oom_kill",
                ]),
            MessageRule(
                .versionMismatch, .sure,
                [
                    "client version {w} is too <new|old>", "Maximum supported API version is",
                    "Minimum supported API version is", "client and server don't have same version",
                ]),
            MessageRule(.auth, .own, ["unauthorized: authentication required", "pull access denied"]),
            MessageRule(.daemonNotRunning, .vague, ["Error while fetching server API version"]),
            MessageRule(.daemonNotRunning, .sure, ["Error while fetching server API version*FileNotFoundError"]),
        ])
}
