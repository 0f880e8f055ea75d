extension Family {
    static let perl = Family(
        "Perl",
        [
            MessageRule(
                .addressInUse, .own,
                ["IO::Socket::INET: Address already in use", "IO::Socket::INET6: Address already in use"]),
            MessageRule(
                .connectionRefused, .own,
                ["IO::Socket::INET: connect: Connection refused", "Can't connect to {address} (Connection refused)"]),
            MessageRule(
                .timeout, .own,
                [
                    "IO::Socket::INET: connect: timeout", "Can't connect to {address} (timeout)",
                    "Can't connect to {address} (Connection timed out)",
                ]),
            MessageRule(.nameResolution, .own, ["Bad hostname '{host}'", "IO::Socket::INET: Bad hostname"]),
        ])
}
