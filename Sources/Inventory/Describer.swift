import Endpoints
import LinuxKernel

/// Says what a listener is and where it belongs: program, project, container, unit. Everything is found once and kept,
/// for many listeners share a process and many processes a project.
package final class Describer {
    private let survey: Survey
    private let environment: [String: String]
    private lazy var finder = ProjectFinder(root: survey.machine.root, home: environment["HOME"])
    private lazy var engine = ContainerLookup(survey.machine, environment: environment)
    private lazy var cgroupNames = CgroupNames(root: survey.machine.root)
    private lazy var ownMountNamespace = survey.machine.proc.namespace(survey.machine.processID, "mnt")
    private var projects: [Int32: Project?] = [:]
    private var places: [Int32: CgroupPlace] = [:]
    private var programs: [ProgramKey: Recognition?] = [:]

    private var folders: [Folders: Project?] = [:]

    private struct Folders: Hashable {
        var working: String
        var executable: String?
    }

    /// What decides what a program is. The workers of one server share it, so its script is read once for all.
    private struct ProgramKey: Hashable {
        var name: String
        var executable: String?
        var arguments: [String]
        var workingDirectory: String?
        /// Only where one process may be two things: a program and its debugger, or a tunnel's several ends.
        var port: UInt16
        /// Only where the environment may decide.
        var pid: Int32

        init(_ process: ProcessRecord, port: UInt16) {
            name = process.name
            executable = process.executable?.path
            arguments = process.arguments
            workingDirectory = process.workingDirectory
            let isScript = ["python", "ruby", "perl", "php"].contains { process.name.hasPrefix($0) }
            let isDebugged = process.arguments.contains { $0.holds("debugpy") || $0.holds("pydevd") }
            let isSettled = isScript && !isDebugged
            self.port = isSettled ? 0 : port
            pid = isSettled ? 0 : process.pid
        }
    }

    /// - Parameter environment: `HOME`, `DOCKER_HOST` and `XDG_RUNTIME_DIR` are read from it.
    package init(_ survey: Survey, environment: [String: String]) {
        self.survey = survey
        self.environment = environment
    }

    /// Forgets processes that are gone, before their numbers come round to others.
    package func keep(_ pids: Set<Int32>) {
        projects = projects.filter { pids.contains($0.key) }
        places = places.filter { pids.contains($0.key) }
        programs = programs.filter { $0.key.pid == 0 || pids.contains($0.key.pid) }
    }

    /// What the program behind a port is; `nil` when nothing is known beyond its name.
    package func program(_ process: ProcessRecord, port: UInt16) -> Recognition? {
        let key = ProgramKey(process, port: port)
        if let known = programs[key] { return known }
        let machine = survey.machine
        let pid = process.pid
        let facts = ProgramFacts(
            name: process.name, executable: process.executable?.path, arguments: process.arguments,
            workingDirectory: process.workingDirectory,
            environment: { name in machine.proc.environment(pid)?.first { $0.name == name }?.value },
            files: BoundedFiles(root: machine.root))
        let found = Recognizer.recognize(facts, port: port)
        programs[key] = .some(found)
        return found
    }

    /// The project a process works in; a container's processes have theirs inside and get none.
    package func project(_ process: ProcessRecord) -> Project? {
        if let known = projects[process.pid] { return known }
        let found = project(workingDirectory: process.workingDirectory, executable: process.executable?.path)
        projects[process.pid] = .some(found)
        return found
    }

    private func project(workingDirectory: String?, executable: String?) -> Project? {
        guard let folder = workingDirectory else { return nil }
        let key = Folders(working: folder, executable: executable)
        if let known = folders[key] { return known }
        let found = finder.project(workingDirectory: folder, executable: executable)
        folders[key] = .some(found)
        return found
    }

    package func program(_ listener: Listener) -> Recognition? {
        listener.mainOwner.flatMap { program($0.process, port: listener.endpoint.port) }
    }

    package func project(_ listener: Listener) -> Project? { listener.mainOwner.flatMap { project($0.process) } }

    /// The container a listener belongs to: its owner runs in one, or it is the engine's proxy for a published port.
    package func container(_ listener: Listener) -> ContainerIdentity? {
        guard let process = listener.mainOwner?.process else {
            return place(listener)?.container.map { engine.container($0) }
        }
        if Self.publishers.contains(process.name) {
            let proxy = process.name == "docker-proxy" ? DockerProxy(arguments: process.arguments) : nil
            return engine.container(publishing: listener.endpoint, proxy: proxy)
        }
        return container(process)
    }

    /// The container a process runs in, by any of its cgroups.
    package func container(_ process: ProcessRecord) -> ContainerIdentity? {
        guard survey.mayHaveContainers else { return nil }
        // Comparing a link costs a third of reading the cgroups, and nearly always settles it.
        if let namespace = process.mountNamespace, namespace == ownMountNamespace { return nil }
        return place(process).container.map { engine.container($0) }
    }

    /// The systemd unit a listener belongs to, also that of another user's socket (by the socket's own cgroup).
    package func unit(_ listener: Listener) -> String? {
        if let process = listener.mainOwner?.process { return place(process).unit }
        return place(listener)?.unit
    }

    /// What a process's cgroup says of it.
    package func place(_ process: ProcessRecord) -> CgroupPlace {
        if let known = places[process.pid] { return known }
        let place = CgroupPlace(hierarchies: process.cgroups)
        places[process.pid] = place
        return place
    }

    /// Who will start a process again: its container's engine, its unit, or a program above it that restarts.
    package func restartHabit(_ process: ProcessRecord, cause: Cause) -> RestartHabit? {
        let place = place(process)
        if let container = container(process) {
            return RestartHabit(
                by: "container", name: container.title, policy: engine.details(of: container)?.restartPolicy)
        }
        if let unit = place.unit, unit.hasSuffix(".service") {
            return RestartHabit.ofUnit(unit, isUser: place.isUserUnit, root: survey.machine.root)
        }
        return cause.supervisor.map { RestartHabit(by: "supervisor", name: "\($0.name) (pid \($0.pid))") }
    }

    private func place(_ listener: Listener) -> CgroupPlace? {
        listener.row.cgroup.flatMap { cgroupNames.path(of: $0) }.map { CgroupPlace(path: $0) }
    }

    /// Programs that hold a port on a container's behalf.
    private static let publishers: Set<String> = [
        "docker-proxy", "dockerd", "rootlessport", "rootlesskit", "slirp4netns", "pasta", "pasta.avx2", "conmon",
    ]
}
