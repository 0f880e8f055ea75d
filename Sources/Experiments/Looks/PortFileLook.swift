package import Diagnosis
import Inventory
package import LinuxKernel

/// Files in which programs keep a port or a pid: left behind after a crash they keep the next start from succeeding.
package struct PortFileLook {
    private let machine: Machine
    private let environment: [String: String]

    /// - Parameter environment: `HOME`, `PGDATA` and `JUPYTER_RUNTIME_DIR` are read from it.
    package init(_ machine: Machine, environment: [String: String]) {
        self.machine = machine
        self.environment = environment
    }

    /// Those that name this port; those of the folder the question was asked in that name a pid; and those of /run that
    /// name a dead one.
    package func files(for port: UInt16) -> [PortFile] {
        var out = postgres(port) + jupyter(port) + local(port) + run()
        var seen: Set<String> = []
        out.removeAll { !seen.insert($0.path).inserted }
        return out
    }

    /// postmaster.pid: pid, data directory, start, port, each on a line of its own.
    private func postgres(_ port: UInt16) -> [PortFile] {
        var folders: [String] = []
        if let folder = environment["PGDATA"], folder.hasPrefix("/") { folders.append(folder) }
        for pid in machine.proc.processes() {
            guard let words = machine.proc.commandLine(pid), let first = words.first,
                first.hasSuffix("postgres") || first.hasSuffix("postmaster")
            else { continue }
            if let folder = UpstreamLook.value(of: ["-D"], in: words), folder.hasPrefix("/") { folders.append(folder) }
        }
        for base in ["/var/lib/postgresql", "/usr/local/pgsql", "/var/lib/pgsql", "/opt/postgres"] {
            folders += ["\(base)/data", base]
            for version in (FileBytes.names(in: machine.root + base) ?? []).sorted().prefix(16) {
                folders += ["\(base)/\(version)", "\(base)/\(version)/main", "\(base)/\(version)/data"]
            }
        }
        if let folder = machine.proc.workingDirectory(machine.processID) {
            folders += ["\(folder)", "\(folder)/data", "\(folder)/pgdata", "\(folder)/.postgres"]
        }
        return folders.compactMap { folder in
            let path = "\(folder)/postmaster.pid"
            guard let lines = lines(path), lines.count >= 4, lines[3] == "\(port)" else { return nil }
            return file(path, pid: lines.first.flatMap { Int32($0) }, port: port)
        }
    }

    /// jpserver-PID.json and nbserver-PID.json of Jupyter's runtime folder.
    private func jupyter(_ port: UInt16) -> [PortFile] {
        var folders = [environment["JUPYTER_RUNTIME_DIR"]].compactMap { $0 }
        if let home = environment["HOME"], home.hasPrefix("/") {
            folders.append("\(home)/.local/share/jupyter/runtime")
        }
        return folders.flatMap { folder in
            (FileBytes.names(in: machine.root + folder) ?? []).sorted().prefix(64).compactMap { name -> PortFile? in
                guard name.hasSuffix(".json"), name.hasPrefix("jpserver-") || name.hasPrefix("nbserver-"),
                    let json = FileBytes.read("\(machine.root)\(folder)/\(name)", limit: 1 << 16)
                        .flatMap({ JSONValue($0) }), json["port"]?.int == Int(port)
                else { return nil }
                return file("\(folder)/\(name)", pid: json["pid"]?.int.flatMap { Int32(exactly: $0) }, port: port)
            }
        }
    }

    /// Pid and port files in the folder the question was asked in, and where Rails and its like keep theirs.
    private func local(_ port: UInt16) -> [PortFile] {
        guard let folder = machine.proc.workingDirectory(machine.processID) else { return [] }
        return ["", "/tmp/pids", "/tmp", "/run", "/pids"].flatMap { below -> [PortFile] in
            let place = folder + below
            return (FileBytes.names(in: machine.root + place) ?? []).sorted().prefix(256).compactMap { name in
                let path = "\(place)/\(name)"
                if name.hasSuffix(".pid"), name != "postmaster.pid" {
                    return lines(path)?.first.flatMap { Int32($0) }.map { file(path, pid: $0, port: nil) }
                }
                if name.hasSuffix(".port") || name == ".port" {
                    return lines(path)?.first == "\(port)" ? file(path, pid: nil, port: port) : nil
                }
                return nil
            }
        }
    }

    /// Of the system's own pid files only those are news whose process is gone.
    private func run() -> [PortFile] {
        let folders =
            ["/run"] + (FileBytes.names(in: "\(machine.root)/run") ?? []).sorted().prefix(128).map { "/run/\($0)" }
        return folders.flatMap { folder in
            (FileBytes.names(in: machine.root + folder) ?? []).sorted().prefix(64).compactMap { name -> PortFile? in
                guard name.hasSuffix(".pid") else { return nil }
                let path = "\(folder)/\(name)"
                return lines(path)?.first.flatMap { Int32($0) }.map { file(path, pid: $0, port: nil) }
            }
        }.filter { !$0.isAlive }
    }

    private func lines(_ path: String) -> [String]? {
        guard FileBytes.status(machine.root + path)?.isRegular ?? false else { return nil }
        return FileBytes.text(machine.root + path, limit: 4096)?.split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .map { line in
            let text = line.drop { $0.isWhitespace }
            return String(text.prefix { !$0.isWhitespace })
        }
    }

    private func file(_ path: String, pid: Int32?, port: UInt16?) -> PortFile {
        PortFile(path: path, pid: pid, port: port, isAlive: pid.map { isWriter($0, of: path) } ?? false)
    }

    /// Whether the process that wrote the file lives: one that began after the file was last written is another one,
    /// which got the number since.
    private func isWriter(_ pid: Int32, of path: String) -> Bool {
        guard pid > 0, let stat = machine.proc.stat(pid), stat.isAlive,
            let modified = FileBytes.status(machine.root + path)?.modified
        else { return false }
        return machine.bootClock().time(stat.startTicks) <= modified + 2
    }
}
