extension Family {
    static let ssh = Family(
        "OpenSSH",
        [
            MessageRule(
                .connectFailed, .vague,
                [
                    "ssh: connect to host {host} port {port}", "connect to host {host} port {port}",
                    "connect to address {host} port {port}", "channel {n}: open failed: connect failed",
                    "connect_to {host} port {port}: failed", "connect_to {host}: unknown host",
                ]),
            MessageRule(
                .connectionRefused, .sure,
                [
                    "ssh: connect to host {host} port {port}: Connection refused",
                    "channel {n}: open failed: connect failed: Connection refused",
                    "connect_to {host} port {port}: failed",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "Could not resolve hostname {host}:", "Could not resolve hostname {host}",
                    "connect_to {host}: unknown host", "open failed: connect failed: Name or service not known",
                    "open failed: connect failed: Temporary failure in name resolution",
                ]),
            MessageRule(
                .earlyClose, .sure,
                [
                    "kex_exchange_identification: Connection closed by remote host",
                    "ssh_exchange_identification: Connection closed by remote host",
                    "kex_exchange_identification: Connection closed", "Connection closed by {host} port {port}",
                    "Connection to {host} closed by remote host", "Connection closed by remote host",
                    "ssh_dispatch_run_fatal",
                ]),
            MessageRule(
                .reset, .sure,
                [
                    "kex_exchange_identification: read: Connection reset by peer",
                    "kex_exchange_identification: *Connection reset",
                    "ssh_exchange_identification: read: Connection reset by peer",
                    "Connection reset by {host} port {port}", "client_loop: send disconnect: Connection reset",
                ]),
            MessageRule(
                .brokenPipe, .sure, ["client_loop: send disconnect: Broken pipe", "packet_write_wait: *Broken pipe"]),
            MessageRule(
                .listenFailed, .sure,
                [
                    "remote port forwarding failed for listen port {port}", "cannot listen to port: {port}",
                    "channel_setup_fwd_listener_tcpip: cannot listen to port: {port}",
                    "Could not request local forwarding",
                ]),
            MessageRule(
                .addressInUse, .sure,
                [
                    "Bind to port {port} on {host} failed: Address already in use",
                    "bind [{address}]:{port}: Address already in use", "bind [{host}]:{port}: Address already in use",
                    "Bind to port {port} on {host} failed: Address in use",
                ]),
            MessageRule(
                .permissionDenied, .sure,
                [
                    "bind [{host}]:{port}: Permission denied",
                    "Bind to port {port} on {host} failed: Permission denied",
                    "Privileged ports can only be forwarded by root", "administratively prohibited: open failed",
                    "open failed: administratively prohibited",
                ]),
            MessageRule(
                .notAvailable, .sure,
                [
                    "bind [{host}]:{port}: Cannot assign requested address",
                    "Bind to port {port} on {host} failed: Cannot assign requested address",
                ]),
            MessageRule(
                .timeout, .sure,
                [
                    "ssh: connect to host {host} port {port}: <Connection|Operation> timed out",
                    "Connection timed out during banner exchange", "Connection to {host} port {port} timed out",
                    "Timeout, server {host} not responding", "Timeout before authentication",
                ]),
            MessageRule(
                .auth, .sure,
                [
                    "Permission denied (publickey", "Permission denied (password",
                    "Permission denied, please try again", "Too many authentication failures",
                    "Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED",
                    "Permission denied (keyboard",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Bad remote protocol version identification", "Protocol mismatch",
                    "kex_exchange_identification: banner line contains invalid characters",
                    "Bad protocol version identification", "banner line contains invalid characters",
                    "kex_exchange_identification: client sent invalid protocol identifier", "banner line * too long",
                    "banner exchange: * invalid format", "invalid protocol identifier",
                ]),
            MessageRule(
                .versionMismatch, .own,
                [
                    "Unable to negotiate with {host} port {port}: no matching", "no matching key exchange method found",
                    "no matching host key type found",
                ]),
            MessageRule(
                .badPort, .sure,
                [
                    "Bad local forwarding specification", "Bad port '{port}'", "Bad remote forwarding specification",
                    "bad port specification",
                ]),
            MessageRule(.ipv6Disabled, .own, ["socket: Address family not supported by protocol"]),
            MessageRule(.earlyClose, .own, ["Error reading SSH protocol banner"]),
        ])

    static let git = Family(
        "Git",
        [
            MessageRule(
                .connectFailed, .own,
                [
                    "unable to access '{address}*Failed to connect to {address} port {port}",
                    "unable to access '{w} Failed to connect to {host} port {port}",
                ]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "fatal: unable to connect to {host}:$", "fatal: unable to connect to {host}",
                    "{host}[{n}: {w} errno=Connection refused",
                ]),
            MessageRule(
                .nameResolution, .sure,
                [
                    "unable to access '{w} Could not resolve host: {host}", "unable to look up {host}",
                    "fatal: Unable to look up {host}",
                ]),
            MessageRule(.certificate, .sure, ["unable to access '{address}*certificate"]),
            MessageRule(
                .earlyClose, .own,
                ["The remote end hung up unexpectedly", "the remote end hung up upon initial contact", "early EOF"]),
            MessageRule(
                .auth, .own, ["fatal: Authentication failed for '{address}", "could not read Username for '{address}"]),
            MessageRule(.protocolMismatch, .own, ["protocol error: bad line length", "info/refs not valid"]),
        ])
}
