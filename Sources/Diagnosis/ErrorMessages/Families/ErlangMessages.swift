extension Family {
    /// Erlang's atoms, with Elixir's and Phoenix's wording.
    static let erlang = Family(
        "Erlang/Elixir",
        [
            MessageRule(
                .addressInUse, .own,
                [
                    "{error,eaddrinuse", ":error, :eaddrinuse", "- :eaddrinuse", ": :eaddrinuse", "reason: :eaddrinuse",
                    ",eaddrinuse}", "reason,eaddrinuse", "for reason eaddrinuse",
                    "Protocol 'inet_tcp': register/listen error: eaddrinuse",
                    "at http on port {port}: :eaddrinuse",
                    "Running *at {address}*:eaddrinuse", "failed to start listener*eaddrinuse",
                    "failed to start Ranch listener*{address}*eaddrinuse",
                    "at {address} (http*eaddrinuse",
                    "Protocol 'inet_tcp': the name {w} seems to be in use by another Erlang node",
                    "seems to be in use by another Erlang node",
                ]),
            MessageRule(
                .connectionRefused, .own,
                [
                    "{error,econnrefused", ":error, :econnrefused", "- :econnrefused", ": :econnrefused",
                    "reason: :econnrefused", ",econnrefused}", "reason,econnrefused",
                    "failed_connect,[{to_address,{'{host}',{port}}}*econnrefused",
                    "tcp connect ({host}:{port}): connection refused - :econnrefused",
                    "tcp connect ({address}): connection refused",
                    "failed to connect: ** (DBConnection.ConnectionError) tcp connect ({address}): connection refused",
                    "Mint.TransportError{reason: :econnrefused}", "HTTPoison.Error{*econnrefused",
                ]),
            MessageRule(
                .timeout, .own,
                [
                    "{error,timeout}", "{:error, :timeout}", "{error,etimedout}", ":etimedout", "reason: :timeout",
                    "failed_connect,[{to_address,{'{host}',{port}}}*timeout", "tcp connect ({address}): timeout",
                    "tcp connect ({host}:{port}): timeout", "tcp connect ({address}): connection timed out",
                ]),
            MessageRule(
                .nameResolution, .own,
                [
                    "nxdomain", "tcp connect ({host}:{port}): non-existing domain",
                    "failed_connect,[{to_address,{'{host}',{port}}}*nxdomain",
                ]),
            MessageRule(.permissionDenied, .own, ["{error,eacces}", ":eacces"]),
            MessageRule(
                .notAvailable, .own,
                [
                    "{error,eaddrnotavail", ":error, :eaddrnotavail", "- :eaddrnotavail", ": :eaddrnotavail",
                    "reason: :eaddrnotavail", ",eaddrnotavail}", "reason,eaddrnotavail",
                ]),
            MessageRule(
                .hostUnreachable, .own,
                [
                    "{error,ehostunreach", ":error, :ehostunreach", "- :ehostunreach", ": :ehostunreach",
                    "reason: :ehostunreach", ",ehostunreach}", "reason,ehostunreach",
                    "failed_connect,[{to_address,{'{host}',{port}}}*ehostunreach",
                ]),
            MessageRule(
                .networkUnreachable, .own,
                [
                    "{error,enetunreach", ":error, :enetunreach", "- :enetunreach", ": :enetunreach",
                    "reason: :enetunreach", ",enetunreach}", "reason,enetunreach",
                ]),
            MessageRule(.reset, .own, ["{error,econnreset}", ":econnreset"]),
            MessageRule(
                .earlyClose, .own,
                ["{error,closed}", "{:error, :closed}", "socket_closed_remotely", "tcp recv*: closed", "tcp_closed"]),
            MessageRule(.fdLimit, .own, ["{error,emfile}", ":emfile"]),
            MessageRule(.tlsMismatch, .own, ["{tls_alert", ":tls_alert", "unexpected_message"]),
            MessageRule(.connectFailed, .vague, ["Connection attempt from node {w} rejected", "failed_connect"]),
            MessageRule(.auth, .own, ["Connection attempt from * rejected. Invalid challenge reply"]),
            MessageRule(
                .daemonNotRunning, .own,
                ["Cannot contact epmd", "epmd: Cannot connect to local epmd", "cannot connect to local epmd"]),
            MessageRule(.timeout, .own, ["connection not available and request was dropped from queue"]),
            MessageRule(.connectFailed, .vague, ["DBConnection.ConnectionError"]),
        ])
}
