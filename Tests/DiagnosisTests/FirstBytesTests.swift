import Diagnosis
import Testing

@Suite struct FirstBytesTests {
    @Test(
        arguments: [
            ("HTTP/1.1 200 OK\r\n", .http),
            ("HTTP/1.0 400 Bad Request\r\n\r\nWebSockets request was expected\r\n", .nodeInspector),
            (
                "HTTP/1.0 200 OK\r\n\r\nIt looks like you are trying to access MongoDB over HTTP on the native driver port.",
                .mongo
            ),
            ("SSH-2.0-OpenSSH_9.2\r\n", .ssh), ("AMQP\u{0}\u{0}\u{9}\u{1}", .amqp), ("JDWP-Handshake", .jdwp),
            ("RFB 003.008\n", .vnc), ("Content-Length: 120\r\n\r\n{\"seq\"", .debugpy),
            ("VERSION 1.6.18\r\n", .memcached),
            ("ERROR\r\n", .memcached), ("+PONG\r\n", .redis), ("-NOAUTH Authentication required.\r\n", .redis),
            ("-DENIED Redis is running in protected mode", .redis), ("-ERR unknown command 'GET'", .redis),
            ("220 mail.example ESMTP Postfix\r\n", .smtp), ("220 (vsFTPd 3.0.3)\r\n", .ftp),
            ("220 ProFTPD Server ready.\r\n", .ftp), ("554 no SMTP service here\r\n", .smtp),
            ("EFATAL:  unsupported frontend protocol\u{0}", .postgres),
        ] as [(String, SpokenProtocol)])
    func words(_ text: String, _ spoken: SpokenProtocol) {
        #expect(FirstBytes.identify(Array(text.utf8)) == spoken)
    }

    @Test(
        arguments: [
            ([0x16, 3, 3, 0, 0x7A, 2], .tls), ([0x15, 3, 1, 0, 2, 2, 70], .tls),
            ([0, 0, 18, 4, 0, 0, 0, 0, 0, 0, 3], .http2), ([0, 0, 0, 4, 1, 0, 0, 0, 0], .http2),
            ([0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0], .http2),
            ([74, 0, 0, 0, 10, 0x38, 0x2E, 0x30], .mysql), ([69, 0, 0, 0, 0xFF, 0x6A, 4, 0x48], .mysql),
            ([0x45, 0, 0, 0, 0x85, 0x53, 0x46], .postgres),
            ([60, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 8], .mongo),
            ([60, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0xDD, 7, 0, 0], .mongo),
            ([1, 0, 0, 0, 0, 2, 0, 0, 10, 0, 10, 0, 9], .amqp),
        ] as [([UInt8], SpokenProtocol)])
    func frames(_ bytes: [UInt8], _ spoken: SpokenProtocol) {
        #expect(FirstBytes.identify(bytes) == spoken)
    }

    @Test(
        arguments: [
            [], [0x16], [0x16, 3, 3], [0x15, 3, 1, 0, 9], [0x16, 2, 3, 0, 40], Array("hello\r\n".utf8),
            Array("220 ready\r\n".utf8),
            Array("+OK POP3 ready\r\n".utf8), Array("ERROR: no".utf8), Array("S".utf8), Array("N".utf8),
            [0, 0, 17, 4, 0, 0, 0, 0, 0], [0, 0, 6, 4, 0, 0, 0, 0, 1], [4, 0, 0, 0, 10, 0x38, 0],
            [69, 0, 0, 0, 0xFF, 1, 0], [0x45, 0, 0, 0, 9, 0x41, 0],
            [60, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0],
        ] as [[UInt8]])
    func nobodyKnown(_ bytes: [UInt8]) {
        #expect(FirstBytes.identify(bytes) == nil)
    }

    /// Nothing said early is taken back when more comes, but for what answers a browser inside HTTP.
    @Test(
        arguments: [
            "SSH-2.0-OpenSSH_9.2\r\n", "+PONG\r\n", "-DENIED Redis\r\n", "220 mail ESMTP\r\n", "RFB 003.008\n",
            "VERSION 1.6.18\r\n", "JDWP-Handshake", "HTTP/1.1 200 OK\r\n\r\n",
        ])
    func growing(_ text: String) {
        let bytes = Array(text.utf8)
        let whole = FirstBytes.identify(bytes)
        #expect(whole != nil)
        for count in 0...bytes.count {
            let early = FirstBytes.identify(Array(bytes.prefix(count)))
            #expect(early == nil || early == whole, "\(count) of \(text)")
        }
    }
}
