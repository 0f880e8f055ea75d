import Endpoints
package import LinuxKernel

/// A whole machine of a test's own making: sockets, processes, interfaces and files, with a clock that stands still.
///
/// Our own process is 999; user 1000 is `ada`, user 70 `postgres`. Processes start one tick of 10 ms after another from
/// 2023-11-14T22:13:20Z on, the moment of boot.
package final class FakeHost {
    package let proc = FakeProc()
    /// What stands for `/`: `etc`, `sys`, project folders.
    package let root = TemporaryFolder()
    /// What stands for `$XDG_RUNTIME_DIR`.
    package let runtime = TemporaryFolder()
    package var rows: [SocketRow]
    /// Thrown instead of the rows.
    package var failure: SystemError?
    package var user: UInt32
    package var interfaces: [InterfaceAddress] = [
        FakeHost.interface("lo", "127.0.0.1"), FakeHost.interface("lo", "::1"),
        FakeHost.interface("eth0", "192.168.1.20"), FakeHost.interface("docker0", "172.17.0.1"),
    ]
    package var clock = BootClock(ticksPerSecond: 100, boot: 1_700_000_000)
    /// Processes made since boot, as `/proc/stat` counts them.
    package var forks: UInt64 = 5000 { didSet { writeStat() } }
    /// The process number given last.
    package var lastPID: Int32 = 5000 { didSet { writeStat() } }
    package var bootTime: UInt64 = 1_700_000_000 { didSet { writeStat() } }

    package init(_ rows: [SocketRow] = [], user: UInt32 = 0) {
        self.rows = rows
        self.user = user
        root.write("etc/hosts", "127.0.0.1 localhost\n::1 localhost\n192.168.1.20 shop.test\n")
        root.write(
            "etc/passwd",
            "root:x:0:0::/root:/bin/sh\npostgres:x:70:70::/:/bin/sh\nada:x:1000:1000::/home/ada:/bin/sh\n")
        proc.setSysctl("kernel/pid_max", "32768")
        proc.setSysctl("net/ipv4/ip_local_port_range", "32768\t60999")
        proc.add(999, name: "ostia", namespaces: ["net": 4_026_531_840, "pid": 4_026_531_836, "mnt": 4_026_531_841])
        writeStat()
    }

    /// Adds a process that holds sockets, in our own mount namespace.
    package func add(
        _ pid: Int32, _ name: String = "quay", parent: Int32 = 1, sockets: [Int32: UInt32] = [:],
        command: [String] = [], environment: [String] = [], user: UInt32 = 0, cgroup: String? = nil,
        executable: String? = nil, directory: String? = nil, files: [Int32: String] = [:], terminal: Int32 = 0,
        startTicks: UInt64 = 100, mountNamespace: UInt64 = 4_026_531_841
    ) {
        proc.add(
            pid, name: name, parent: parent, terminal: terminal, startTicks: startTicks, command: command,
            environment: environment, user: user, cgroup: cgroup, executable: executable, directory: directory,
            sockets: sockets, files: files, namespaces: ["mnt": mountNamespace])
    }

    package var machine: Machine {
        let interfaces = interfaces
        let clock = clock
        return Machine(
            sockets: StubTable(rows, failure: failure), proc: proc.proc, root: root.path,
            interfaces: { interfaces }, bootClock: { clock }, userID: user, processID: 999)
    }

    /// Where holders are remembered.
    package var memory: RuntimeFiles { RuntimeFiles(folder: runtime("ostia")) }

    package var environment: [String: String] { ["XDG_RUNTIME_DIR": runtime.path, "HOME": "/home/ada"] }

    package static func interface(_ name: String, _ address: String, isUp: Bool = true) -> InterfaceAddress {
        guard let address = IPAddress(address) else { preconditionFailure("no address: \(address)") }
        return InterfaceAddress(interface: name, address: address, isUp: isUp)
    }

    private func writeStat() {
        proc.folder.write("stat", "cpu  1 2 3\nctxt 9\nbtime \(bootTime)\nprocesses \(forks)\nprocs_running 1\n")
        proc.folder.write("loadavg", "0.00 0.01 0.05 1/100 \(lastPID)\n")
    }
}
