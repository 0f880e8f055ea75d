extension Family {
    /// telnet, nc, ncat, socat, rsync, memcached, squid, openssl, bash.
    static let tools = Family(
        "network tools",
        [
            MessageRule(
                .connectionRefused, .sure,
                [
                    "Unable to connect to remote host: Connection refused",
                    "nc: connect to {host} port {port} (<tcp|udp>) failed: Connection refused",
                    "nc: connect to {host} (*) {port} port [{w}] failed: Connection refused",
                    "{host} [{w}] {port} (*) : Connection refused", "({w}) [{host}] {port} (*) : Connection refused",
                    "[{host}] {port} (*) : Connection refused", "connect(*AF=2 {address}*Connection refused",
                    "connect(*AF=10 {address}*Connection refused",
                    "failed to connect to {host} ({host}): Connection refused", "^connect: Connection refused",
                    "bash: connect: Connection refused",
                    "sh: connect: Connection refused",
                    "/dev/tcp/{host}/{port}: *refused", "connect to {address} port {n}: Connection refused",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "nc: connect to {host} port {port} (<tcp|udp>) timed out",
                    "nc: connect to {host} port {port} (<tcp|udp>) failed: <Connection|Operation> timed out",
                    "connect(*AF=2 {address}*Connection timed out", "/dev/tcp/{host}/{port}: *timed out",
                    "Ncat: TIMEOUT", "[{host}] {port} (*) : Connection timed out",
                ]),
            MessageRule(
                .hostUnreachable, .sure,
                [
                    "nc: connect to {host} port {port} (<tcp|udp>) failed: No route to host",
                    "Unable to connect to remote host: No route to host", "connect(*AF=2 {address}*No route to host",
                    "/dev/tcp/{host}/{port}: *No route to host",
                ]),
            MessageRule(
                .networkUnreachable, .sure,
                [
                    "nc: connect to {host} port {port} (<tcp|udp>) failed: Network is unreachable",
                    "connect(*AF=2 {address}*Network is unreachable",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "bind({n}, {AF=2 {address}", "bind({n}, {AF=10 {address}",
                    "bind to {address}: Address already in use", "Ncat: bind to {address}: Address already in use",
                    "commBind Cannot bind socket FD {n} to {address}: (98)", "Can't grab {host}:{port} with bind",
                    "bind*AF=2 {address}*Address already in use", "bind*AF=10 {address}*Address already in use",
                    "xsocat*Address already in use",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "bind({n}, {AF=2 {address}*Permission denied", "bind*AF=2 {address}*Permission denied",
                    "bind*AF=10 {address}*Permission denied", "commBind Cannot bind socket FD {n} to {address}: (13)",
                    "Can't grab {host}:{port} with bind : Permission denied",
                ]),
            MessageRule(
                .notAvailable, .sure,
                [
                    "bind*AF=2 {address}*Cannot assign requested address",
                    "commBind Cannot bind socket FD {n} to {address}: (99)",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "nc: getaddrinfo for host '{host}' port {w} Name or service not known",
                    "getaddrinfo for host '{host}'", "could not translate host",
                    "Ncat: Could not resolve hostname '{host}'", "could not resolve hostname '{host}'",
                    "{host}: forward host lookup failed", "forward host lookup failed: ", "getaddrinfo('{host}',",
                    "^<ping|traceroute|telnet|nc|ftp|host|dig|mtr>: {host}: Name or service not known",
                    "telnet: could not resolve {host}/",
                    "{host}/{port}: Name or service not known", "{host}/telnet: Name or service not known",
                    "^<ping|traceroute|telnet|nc|ftp|mtr>: {host}: Temporary failure in name resolution",
                    "BIO_lookup_ex:*system lib",
                ]),
            MessageRule(.timeout, .own, ["Connection timed out: "]),
            MessageRule(
                .connectionRefused, .own, ["BIO_connect:connect error", "connect:errno=111", "connect:errno=61"]),
            MessageRule(.earlyClose, .own, ["write:errno=0", "Connection closed by foreign host"]),
            MessageRule(.certificate, .own, ["verify error:num={n}"]),
        ])

    static let systemd = Family(
        "systemd",
        [
            MessageRule(
                .addressInUse, .sure,
                [
                    "Failed to listen on sockets: Address already in use",
                    "Failed to create listening socket ({address}): Address already in use",
                    "Failed to create listening socket ({w}): Address already in use",
                    "Failed to listen on {w}.socket*Address already in use",
                    ".socket: Failed to listen on*Address already in use",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "Failed to listen on sockets: Permission denied",
                    "Failed to create listening socket ({address}): Permission denied",
                ]),
            MessageRule(
                .notAvailable, .sure, ["Failed to create listening socket ({address}): Cannot assign requested address"]
            ),
            MessageRule(
                .oomKilled, .sure,
                [
                    "Failed with result 'oom-kill'", "A process of this unit has been killed by the OOM killer",
                    "systemd-oomd killed", "result 'oom-kill'",
                ]),
            MessageRule(.listenFailed, .vague, ["Failed to listen on"]),
            MessageRule(
                .timeout, .own,
                ["Start operation timed out", "start operation timed out. Terminating", "Failed with result 'timeout'"]),
            MessageRule(
                .daemonNotRunning, .own,
                ["Failed to connect to bus", "System has not been booted with systemd as init system"]),
            MessageRule(.fdLimit, .own, ["Failed to allocate * file descriptors"]),
        ])

    static let kernel = Family(
        "Linux kernel",
        [
            MessageRule(
                .synFloodBacklog, .sure,
                [
                    "Possible SYN flooding on port {address}", "Possible SYN flooding on port {port}",
                    "Possible SYN flooding",
                ]),
            MessageRule(
                .oomKilled, .sure,
                [
                    "Out of memory: Killed process", "Memory cgroup out of memory", "oom-kill:constraint",
                    "invoked oom-killer", "Out of memory: Kill process", "oom_reaper: reaped process",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "avc: denied { <name_bind|name_connect|node_bind> } *<dest|src>={port}",
                    "avc: denied { <name_bind|name_connect|node_bind> }",
                    "apparmor='DENIED' operation='<bind|connect|create|listen>'",
                ]),
            MessageRule(.timeout, .own, ["nf_conntrack: table full, dropping packet", "nf_conntrack: *table full"]),
            MessageRule(.fdLimit, .sure, ["VFS: file-max limit {n} reached"]),
        ])
}
