/// The rules of this family, in the order that settles ties.
package enum BindPermissionOrAddress {
    package static let rules: [any Rule.Type] = [
        PortOutOfRange.self,
        LinkLocalIPv6WithoutScope.self,
        LoopbackDown.self,
        LoopbackDownAfterUse.self,
        IPv6Disabled.self,
        LoopbackAddressMissing.self,
        BindHostUnresolvable.self,
        DockerBindAddressNotLocal.self,
        BindAddressNotLocal.self,
        PrivilegedPort.self,
        SELinuxAppArmorDenies.self,
        SeccompDeniesSocket.self,
        CgroupBPFDenies.self,
        LandlockOrSandboxDeniesBind.self,
    ]
}
