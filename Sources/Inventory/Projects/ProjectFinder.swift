import LinuxKernel

/// Finds the project a directory belongs to, by reading files alone: git is never run, for what a repository's
/// configuration names must not run because somebody looked at a port.
///
/// Remembers every directory it has looked at; processes are many and their folders few.
package final class ProjectFinder {
    private let root: String
    private let home: String?
    private var known: [String: Project?] = [:]

    /// - Parameters:
    ///   - root: a prefix of every path that is read, empty for the real machine.
    ///   - home: the user's home directory, which is a project only when it is a git work tree.
    package init(root: String = "", home: String?) {
        self.root = root
        self.home = home.map(Path.normal)
    }

    /// How far up to look.
    static let ascent = 64

    /// The project a directory is in; `nil` when it is in none.
    ///
    /// - Parameter directory: an absolute, physical path, as `/proc/PID/cwd` gives it.
    package func project(of directory: String) -> Project? {
        guard directory.hasPrefix("/") else { return nil }
        let start = Path.normal(directory)
        if let answer = known[start] { return answer }
        let answer = gitProject(above: start) ?? markedProject(above: start)
        known[start] = .some(answer)
        return answer
    }

    /// The project of a process: of its working directory, else of its script, else of its executable.
    ///
    /// An executable counts only when it was built in a project: the checkouts of version managers (`~/.pyenv`,
    /// `~/.nvm`) hold everybody's interpreter and say nothing about what runs in it.
    package func project(workingDirectory: String?, script: String? = nil, executable: String? = nil) -> Project? {
        if let project = workingDirectory.flatMap({ project(of: $0) }) { return project }
        for file in [script, executable] {
            guard let file, file.hasPrefix("/"), !Self.isInstalled(file) else { continue }
            if let project = project(of: Path.parent(Path.normal(file))) { return project }
        }
        return nil
    }

    private static let installed = ["/usr/", "/bin/", "/sbin/", "/lib/", "/opt/", "/snap/", "/nix/", "/gnu/", "/proc/"]

    static func isInstalled(_ file: String) -> Bool {
        installed.contains { file.hasPrefix($0) }
            || file.split(separator: "/").dropLast().contains { $0.hasPrefix(".") }
    }

    // MARK: Without git

    /// Files that stand at the top of a project.
    static let markers = [
        "package.json", "pyproject.toml", "go.mod", "Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts",
        "Gemfile",
        "composer.json", "mix.exs", "Package.swift", "Procfile", "compose.yaml", "compose.yml", "docker-compose.yml",
        "docker-compose.yaml", "ostia.yaml",
    ]

    /// Folders everybody shares; a stray `package.json` there makes no project.
    private static let shared: Set<String> = [
        "/", "/tmp", "/var/tmp", "/dev/shm", "/home", "/root", "/usr", "/usr/local", "/opt", "/srv", "/var", "/etc",
    ]

    private func markedProject(above start: String) -> Project? {
        for directory in Path.ascending(start, limit: Self.ascent) {
            if directory == home || Self.shared.contains(directory) { return nil }
            // A package someone else wrote, inside the project that uses it.
            if directory.contains("/node_modules") || directory.contains("/site-packages") { continue }
            if Self.markers.contains(where: { FileBytes.exists("\(root)\(directory)/\($0)") }) {
                return Project(name: Path.name(directory), root: directory)
            }
        }
        return nil
    }

    // MARK: Git

    private func gitProject(above start: String) -> Project? {
        for directory in Path.ascending(start, limit: Self.ascent) {
            let place = directory == "/" ? "/.git" : "\(directory)/.git"
            guard let status = FileBytes.status(root + place) else { continue }
            let gitDirectory = status.isDirectory ? place : linkedDirectory(place, in: directory)
            if let gitDirectory, let project = project(at: directory, gitDirectory: gitDirectory) { return project }
        }
        return nil
    }

    /// A `.git` file leads to the directory of a linked work tree or of a submodule (gitrepository-layout(5)).
    private func linkedDirectory(_ file: String, in directory: String) -> String? {
        guard let line = firstLine(file), line.hasPrefix("gitdir:") else { return nil }
        let target = String(line.dropFirst(7).drop { $0 == " " })
        return target.isEmpty ? nil : Path.resolve(target, in: directory)
    }

    private func project(at directory: String, gitDirectory: String) -> Project? {
        // An empty `.git` is no repository, for git neither.
        guard let head = firstLine("\(gitDirectory)/HEAD") else { return nil }
        let common = firstLine("\(gitDirectory)/commondir").map { Path.resolve($0, in: gitDirectory) }
        var project = Project(
            name: Path.name(directory), root: directory, repository: common ?? gitDirectory,
            worktree: common == nil ? nil : Path.name(gitDirectory))
        if let common, let name = Self.repositoryName(common) { project.name = name }
        if head.hasPrefix("ref:") {
            let reference = head.dropFirst(4).drop { $0 == " " }
            let branch = reference.hasPrefix("refs/heads/") ? reference.dropFirst(11) : reference
            // With reftables HEAD holds this place-holder and the truth is in a binary file.
            project.branch = branch.isEmpty || branch == ".invalid" ? nil : String(branch)
        } else if head.utf8.count >= 40, head.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) {
            project.commit = String(head.prefix(7))
        }
        return project
    }

    /// `/src/shop/.git` and `/src/shop/.bare` are shop's, `/src/shop.git` too.
    static func repositoryName(_ gitDirectory: String) -> String? {
        let name = Path.name(gitDirectory)
        if name.hasPrefix(".") {
            let folder = Path.name(Path.parent(gitDirectory))
            return folder.isEmpty ? nil : folder
        }
        let stem = name.hasSuffix(".git") ? String(name.dropLast(4)) : name
        return stem.isEmpty ? nil : stem
    }

    /// The first line of a small regular file: these files are a few bytes, whatever is put in their place.
    private func firstLine(_ path: String) -> String? {
        guard let status = FileBytes.status(root + path), status.mode & 0o170000 == 0o100000,
            let text = FileBytes.text(root + path, limit: 4096)
        else { return nil }
        let line = text.prefix { !$0.isNewline }
        let trimmed = line.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        return trimmed.isEmpty ? nil : String(trimmed)
    }
}
