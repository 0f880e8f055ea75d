import CLinux
import Endpoints
import TestSupport
import Testing

@testable import LinuxKernel

/// The small tables that others are built on.
@Suite struct SocketStateTests {
    /// `include/net/tcp_states.h`, and the names people know.
    @Test(
        arguments: [
            (1, .established, "ESTABLISHED"), (2, .synSent, "SYN_SENT"), (3, .synReceived, "SYN_RECV"),
            (4, .finWait1, "FIN_WAIT1"), (5, .finWait2, "FIN_WAIT2"), (6, .timeWait, "TIME_WAIT"),
            (7, .closed, "CLOSED"), (8, .closeWait, "CLOSE_WAIT"), (9, .lastAck, "LAST_ACK"), (10, .listen, "LISTEN"),
            (11, .closing, "CLOSING"), (12, .newSynReceived, "SYN_RECV"), (13, .boundInactive, "BOUND"),
        ] as [(UInt8, SocketState, String)])
    func states(_ number: UInt8, _ state: SocketState, _ name: String) {
        #expect(SocketState(rawValue: number) == state)
        #expect(state.name == name)
        #expect(state.bit == 1 << UInt32(number))
    }

    @Test func masksHoldTheStatesTheyAreNamedFor() {
        #expect(SocketState.allCases.count == 13)
        #expect(SocketQuery.listening == 1 << 10)
        #expect(SocketQuery.unconnected == 1 << 7)
        let connected = SocketState.allCases.filter { SocketQuery.connected & $0.bit != 0 }
        #expect(
            connected == [
                .established, .synSent, .synReceived, .finWait1, .finWait2, .timeWait, .closeWait, .lastAck, .closing,
                .newSynReceived,
            ])
    }
}

@Suite struct FallbackReasonTests {
    private let poorer = StubTable([.listener("127.0.0.1", 80, inode: 1)], source: "/proc/net")

    @Test(arguments: [
        (SystemError("socket", "NETLINK_SOCK_DIAG", code: EPERM), "socket NETLINK_SOCK_DIAG: Operation not permitted"),
        (SystemError("sock_diag", code: EACCES), "sock_diag: Permission denied"),
        (
            SystemError("socket", "NETLINK_SOCK_DIAG", code: EPROTONOSUPPORT),
            "socket NETLINK_SOCK_DIAG: Protocol not supported"
        ),
        (SystemError("sock_diag", code: ENOENT), "sock_diag: No such file or directory"),
        (
            SystemError("recv", "NETLINK_SOCK_DIAG", code: EAGAIN),
            "recv NETLINK_SOCK_DIAG: Resource temporarily unavailable"
        ),
    ])
    func areTheRefusalsWords(_ failure: SystemError, _ reason: String) throws {
        let table = FallbackTable(StubTable(failure: failure), poorer)
        #expect(try table.sockets(SocketQuery(.tcp, .v4, states: .max)).map(\.local.port) == [80])
        #expect(table.fallbackReason == reason)
        #expect(table.source == "/proc/net")
    }

    @Test func thereIsNoneWhileTheFirstTableAnswers() throws {
        let table = FallbackTable(StubTable([.listener("::1", 443, inode: 2)], source: "sock_diag"), poorer)
        #expect(try table.sockets(SocketQuery(.tcp, .v6, states: .max)).map(\.local.port) == [443])
        #expect(try table.sockets(SocketQuery(.tcp, .v4, states: .max)).isEmpty)
        #expect(table.fallbackReason == nil && table.source == "sock_diag")
    }

    @Test func whenBothRefuseTheSecondsErrorIsThrown() {
        let last = SystemError("read", "/proc/net/tcp", code: EACCES)
        let table = FallbackTable(StubTable(failure: SystemError("socket", code: EPERM)), StubTable(failure: last))
        #expect(throws: last) { try table.sockets(SocketQuery(.tcp, .v4, states: .max)) }
        #expect(table.fallbackReason == "socket: Operation not permitted")
    }

    @Test func otherTablesHaveNone() {
        #expect(poorer.fallbackReason == nil)
        #expect(SockDiagTable().fallbackReason == nil && SockDiagTable().source == "sock_diag")
        #expect(ProcNetTable().fallbackReason == nil && ProcNetTable().source == "/proc/net")
        #expect(ProcNetTable().folder == "/proc/net")
    }
}

@Suite struct PasswordFileTests {
    private let users = Users(
        text: """
            root:x:0:0:root:/root:/bin/bash
            # a comment
            postgres:x:26:26:PostgreSQL:/var/lib/pgsql:/bin/bash

            nologin:x
            odd name:x:33:33
            big:x:4294967295:0
            toobig:x:4294967296:0
            twin:x:26:26
            twin:x:27:27
            :x:55:55
            evil\u{1B}[2J:x:66:66
            """)

    @Test(
        arguments: [
            (0, "root"), (26, "postgres"), (33, "odd name"), (4_294_967_295, "big"), (27, "twin"), (55, ""),
            (66, "evil\u{1B}[2J"), (1, "1"), (77, "77"),
        ] as [(UInt32, String)])
    func names(_ id: UInt32, _ name: String) { #expect(users.name(id) == name) }

    @Test(
        arguments: [
            ("root", 0), ("postgres", 26), ("big", 4_294_967_295), ("0", 0), ("12345", 12345), ("nologin", nil),
            ("toobig", nil), ("# a comment", nil), ("4294967296", nil), ("-1", nil), ("ROOT", nil), ("1.0", nil),
        ] as [(String, UInt32?)])
    func ids(_ name: String, _ id: UInt32?) { #expect(users.id(name) == id) }
}

@Suite struct ContainerBridgeTests {
    @Test(
        arguments: [
            ("docker0", true), ("docker_gwbridge", true), ("br-0123456789ab", true), ("podman0", true),
            ("podman1", true), ("cni0", true), ("cni-podman0", true), ("lxcbr0", true), ("lxdbr0", true),
            ("incusbr0", true), ("virbr0", true), ("virbr0-nic", true), ("flannel.1", true),
            ("br0", false), ("bridge0", false), ("eth0", false), ("enp3s0", false), ("wlan0", false), ("lo", false),
            ("tun0", false), ("wg0", false), ("tailscale0", false), ("veth12ab", false), ("xdocker0", false),
            ("Docker0", false), ("", false),
        ])
    func areKnownByTheirNames(_ name: String, _ isBridge: Bool) {
        #expect(InterfaceAddress(interface: name, address: .loopbackV4).isContainerBridge == isBridge)
    }
}

@Suite struct UnixFileTableTests {
    private static let text = """
        Num       RefCount Protocol Flags    Type St Inode Path
        0000000000000000: 00000002 00000000 00010000 0001 01 101 /run/docker.sock
        0000000000000000: 00000003 00000000 00000000 0001 03 102 /run/docker.sock
        0000000000000000: 00000002 00000000 00000000 0002 01 103
        0000000000000000: 00000002 00000000 00010000 0005 01 104 @/tmp/.X11-unix/X0
        0000000000000000: 00000002 00000000 00010000 0001 01 105 /tmp/with  two spaces
        0000000000000000: 00000002 00000000 00010000 0009 01 106 /tmp/unknown-kind
        0000000000000000: 00000002 00000000
        """

    @Test func linesAreReadOneByOne() {
        let rows = Self.text.split(separator: "\n").dropFirst().compactMap { UnixTable.row(line: $0) }
        #expect(
            rows == [
                UnixRow(inode: 101, kind: .stream, isListening: true, name: "/run/docker.sock"),
                UnixRow(inode: 102, kind: .stream, isConnected: true, name: "/run/docker.sock"),
                UnixRow(inode: 103, kind: .datagram),
                UnixRow(inode: 104, kind: .sequentialPacket, isListening: true, name: "@/tmp/.X11-unix/X0"),
                UnixRow(inode: 105, kind: .stream, isListening: true, name: "/tmp/with  two spaces"),
            ])
    }

    @Test func kindsHaveTheirNames() {
        #expect(UnixRow.Kind.stream.rawValue == "stream")
        #expect(UnixRow.Kind.datagram.rawValue == "datagram")
        #expect(UnixRow.Kind.sequentialPacket.rawValue == "seqpacket")
    }
}
