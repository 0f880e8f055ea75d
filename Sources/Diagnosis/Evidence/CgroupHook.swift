/// Where BPF programs of a control group see what its processes do (`enum bpf_attach_type` of bpf(2)).
package enum CgroupHook: UInt32, Hashable, Sendable, CaseIterable {
    case packetsIn = 0
    case packetsOut = 1
    case bindV4 = 8
    case bindV6 = 9
    case connectV4 = 10
    case connectV6 = 11

    package static func bind(isV6: Bool) -> CgroupHook { isV6 ? .bindV6 : .bindV4 }
    package static func connect(isV6: Bool) -> CgroupHook { isV6 ? .connectV6 : .connectV4 }

    /// What it does, and systemd's name for such programs (systemd.resource-control(5)).
    package var words: String {
        switch self {
        case .packetsIn: "takes away packets that come in (IPAddressDeny=)"
        case .packetsOut: "takes away packets that go out (IPAddressDeny=)"
        case .bindV4, .bindV6: "decides on bind(2) (SocketBindDeny=)"
        case .connectV4, .connectV6: "decides on connect(2)"
        }
    }
}
