/// The rules of this family, in the order that settles ties.
package enum Docker {
    package static let rules: [any Rule.Type] = [
        DockerDaemonNotRunning.self,
        DockerIptablesRulesFlushed.self,
        KubectlNoKubeconfig.self,
        HostDockerInternalMissing.self,
        VPNCapturesDockerSubnet.self,
        ContainerExited.self,
        ContainerListensOnLoopbackInside.self,
        ContainerPublishWrongContainerPort.self,
        ContainerPublishLoopbackOnly.self,
        ContainerPortNotPublished.self,
    ]
}
