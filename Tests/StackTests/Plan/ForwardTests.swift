import Testing

@testable import Stack

@Suite("Forwards") struct ForwardTests {
    @Test(
        "are read",
        arguments: [
            (
                "ssh://bastion/db:5432",
                ForwardTarget.ssh(user: nil, host: "bastion", port: nil, target: "db", targetPort: 5432)
            ),
            (
                "ssh://u@bastion:2222/db.internal:5432",
                .ssh(user: "u", host: "bastion", port: 2222, target: "db.internal", targetPort: 5432)
            ),
            ("ssh://[::1]:22/[fd00::1]:80", .ssh(user: nil, host: "::1", port: 22, target: "fd00::1", targetPort: 80)),
            ("kubectl://ns/svc/web:80", .kubectl(context: nil, namespace: "ns", kind: "svc", name: "web", port: "80")),
            (
                "kubectl://kind-x/ns/pod/web-0:http",
                .kubectl(context: "kind-x", namespace: "ns", kind: "pod", name: "web-0", port: "http")
            ),
            (
                "kubectl://arn:aws:eks:eu:1:cluster/c/ns/deployment/web:8080",
                .kubectl(
                    context: "arn:aws:eks:eu:1:cluster/c", namespace: "ns", kind: "deployment", name: "web",
                    port: "8080")
            ),
        ])
    func read(text: String, target: ForwardTarget) {
        #expect(ForwardTarget.read(text) == .success(target))
    }

    @Test(
        "with a fault are refused",
        arguments: [
            "", "x", "http://h/x:1", "ssh://", "ssh://h", "ssh://h/", "ssh://h/t", "ssh://h/t:0", "ssh://h/t:65536",
            "ssh://h/t:x", "ssh:///t:1",
            "ssh://-oProxyCommand=x/t:1", "ssh://u@-x/t:1", "ssh://-u@h/t:1", "ssh://h/-t:1", "ssh://h;x/t:1",
            "ssh://h h/t:1", "ssh://$(x)/t:1", "ssh://h:0/t:1",
            "kubectl://", "kubectl://ns/web:80", "kubectl://ns/svc/web", "kubectl://ns/svc/web:",
            "kubectl://ns/svc/web:0", "kubectl://ns/svc/web:65536",
            "kubectl://ns/-svc/web:1", "kubectl://--x/ns/svc/web:1", "kubectl://ns//web:1",
        ])
    func refused(text: String) {
        if case .success(let target) = ForwardTarget.read(text) { Issue.record("\(target)") }
    }

    @Test("are held open however they end, unless the file says otherwise")
    func restart() throws {
        let file = try file(
            "services: { a: { forward: \"ssh://h/t:1\" }, b: { forward: \"ssh://h/t:1\", restart: on-failure }, c: x }")
        #expect(file.services.map(\.restart) == [.always, .onFailure, .onFailure])
        let again = OstiaYAML.read(OstiaYAMLWriter.text(for: file), path: "/work/shop/ostia.yaml").file
        #expect(again?.services.map(\.restart) == file.services.map(\.restart))
    }

    @Test("become ssh's and kubectl's arguments")
    func arguments() throws {
        func words(_ text: String, host: String = "127.0.0.1") throws -> String {
            try ForwardTarget.read(text).get().arguments(host: host, port: 9000).joined(separator: " ")
        }
        let options =
            "-o ExitOnForwardFailure=yes -o BatchMode=yes -o ServerAliveInterval=15 -o ServerAliveCountMax=3"
            + " -o ConnectTimeout=15 -S none"
        #expect(try words("ssh://u@b:22/db:5432") == "ssh -N -L 127.0.0.1:9000:db:5432 \(options) -p 22 -- u@b")
        #expect(try words("ssh://b/[::1]:80", host: "::1") == "ssh -N -L [::1]:9000:[::1]:80 \(options) -- b")
        #expect(
            try words("kubectl://c/ns/svc/web:http")
                == "kubectl --context c --namespace ns port-forward --address 127.0.0.1 svc/web 9000:http")
    }
}
