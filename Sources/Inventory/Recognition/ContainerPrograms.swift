/// Container engines and what they put between a port and a container; Kubernetes; virtual machines.
enum ContainerPrograms {
    static let rules: [Rule] = [
        Rule(["docker-proxy"], "docker-port", "Docker port", .container) { invocation in
            guard let proxy = DockerProxy(arguments: Array(invocation.words)) else { return nil }
            return "\(proxy.host.port) → \(proxy.container.addressAndPort)"
        },
        Rule(["rootlessport", "rootlessport-child"], "podman-port", "Podman port", .container),
        Rule(
            ["rootlesskit", "slirp4netns", "pasta", "passt", "pasta.avx2", "passt.avx2", "vpnkit", "gvproxy"],
            "container-network", "Container network", .container
        ) { $0.program },
        Rule(["dockerd", "docker-containerd"], "docker", "Docker", .container) { $0.value("-H", "--host") },
        Rule(
            ["containerd", "containerd-shim", "containerd-shim-runc-v2", "runc", "crun", "buildkitd", "nerdctl"],
            "containerd", "containerd", .container
        ) { shim($0) },
        Rule(["podman", "conmon", "crio", "buildah", "netavark", "aardvark-dns"], "podman", "Podman", .container) {
            $0.program == "podman" ? $0.verb() : $0.program
        },
        Rule(["docker", "docker-compose"], "docker-cli", "Docker command", .container) {
            $0.positionals(["-f", "-p", "-H", "-c"]).prefix(2).joined(separator: " ")
        },
        Rule(
            ["com.docker.backend", "com.docker.build", "com.docker.virtualization"], "docker-desktop", "Docker Desktop",
            .container),
        Rule(
            ["lxd", "incusd", "lxc-start", "systemd-nspawn", "systemd-machined"], "system-container",
            "System containers", .container
        ) { $0.program },
        Rule(
            ["limactl", "colima", "multipassd", "minikube", "kind", "k3d"], "vm-tool", "Virtual machine tool",
            .container
        ) { $0.program },
        Rule(["kubectl", "oc", "k9s"]) { kubectl($0) },
        Rule(
            [
                "kubelet", "kube-apiserver", "kube-scheduler", "kube-controller-manager", "kube-proxy", "k3s",
                "k3s-server", "rke2", "microk8s",
                "kubelite", "coredns", "calico-node", "cilium-agent", "flanneld",
            ], "kubernetes", "Kubernetes", .container
        ) { $0.program },
        Rule(["telepresence", "skaffold", "tilt", "devspace"], "kubernetes-dev", "Kubernetes development", .tool) {
            $0.program
        },
        Rule(
            ["qemu-system-x86_64", "qemu-system-aarch64", "qemu-kvm", "kvm", "qemu-system-x86"], "qemu", "QEMU",
            .container
        ) { invocation in
            invocation.value("-name").map { name in
                // guest=shop,debug-threads=on
                let first = name.prefix { $0 != "," }
                return String(first.hasPrefix("guest=") ? first.dropFirst(6) : first)
            }
        },
        Rule(
            [
                "VBoxHeadless", "VBoxSVC", "VirtualBoxVM", "vmware-vmx", "libvirtd", "virtqemud", "virtlogd",
                "firecracker", "cloud-hypervisor",
            ],
            "virtual-machine", "Virtual machine", .container
        ) { $0.program },
    ]

    /// A shim by the first digits of its container.
    private static func shim(_ invocation: Invocation) -> String? {
        invocation.value("-id").map { String($0.prefix(12)) }
            ?? (invocation.program == "containerd" ? nil : invocation.program)
    }

    /// `kubectl port-forward -n shop svc/web 8080:80 9090`.
    private static func kubectl(_ invocation: Invocation) -> Recognition {
        let valued: Set<String> = [
            "-n", "--namespace", "--context", "--kubeconfig", "--address", "--cluster", "--user", "-s", "--server",
            "--port", "-p",
        ]
        let words = invocation.positionals(valued)
        switch words.first {
        case "port-forward" where words.count > 2:
            let target = words[1]
            let pairs = words.dropFirst(2).map { pair -> (String, String) in
                let parts = pair.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
                return parts.count == 2 ? (parts[0].isEmpty ? "any" : parts[0], parts[1]) : (pair, pair)
            }
            let wanted = invocation.port.flatMap { port in pairs.first { $0.0 == "\(port)" } }
            let shown = wanted.map { [$0] } ?? pairs
            return Recognition(
                "kubectl-port-forward", "Kubernetes port-forward", .tunnel,
                shown.map { "\($0.0) → \(target):\($0.1)" }.joined(separator: ", "))
        case "proxy": return Recognition("kubectl-proxy", "Kubernetes API proxy", .tunnel)
        default: return Recognition("kubectl", "kubectl", .tool, words.first)
        }
    }
}
