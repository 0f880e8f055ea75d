import Foundation

/// A Docker engine in a network namespace of its own, with one image made of busybox and its shell alone: `box`.
package final class DockerEngine: Sendable {
    package let network: TestNetwork
    package let folder = TemporaryFolder()
    private let daemon: RealProgram

    package init() throws {
        network = try TestNetwork()
        daemon = try RealProgram(
            "dockerd",
            [
                "--data-root", folder("data"), "--exec-root", folder("exec"), "-p", folder("pid"), "-H",
                "unix://\(folder("d.sock"))", "--storage-driver", "vfs",
            ], folder: folder, network: network)
        guard eventually(seconds: 60, { (try? self.docker("info"))?.code == 0 }) else {
            throw TestFailure("dockerd does not come up: \(daemon.log.suffix(2000))")
        }
        folder.makeFolder("image/bin")
        guard let busybox = Installed.path(of: "busybox") else { throw TestFailure("busybox is not installed") }
        try Command.succeed("cp", [busybox, folder("image/bin/busybox")])
        folder.link("image/bin/sh", to: "busybox")
        try Command.succeed("tar", ["-C", folder("image"), "-cf", folder("image.tar"), "."])
        let imported = try docker("import", folder("image.tar"), "box")
        guard imported.code == 0 else { throw TestFailure("docker import: \(imported.error)") }
    }

    /// Containers first: the engine does not take them along.
    deinit {
        for id in (try? docker("ps", "-aq"))?.lines ?? [] { _ = try? docker("rm", "-f", id) }
        daemon.stop(grace: 20)
        _ = try? Command.run("umount", [folder("exec/netns/default")])
    }

    /// The process number of its daemon.
    package var processID: Int32 { daemon.id }

    /// Leads the engine's clients to it.
    package var environment: [String: String] { ["DOCKER_HOST": "unix://\(folder("d.sock"))"] }

    @discardableResult
    package func docker(_ arguments: String...) throws -> CommandResult {
        try Command.run("docker", arguments, environment: environment, timeout: 60)
    }
}
