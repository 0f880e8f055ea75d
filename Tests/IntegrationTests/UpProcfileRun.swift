import Foundation
import TestSupport

/// Who runs a Procfile.
enum ProcfileTool: String, CaseIterable, Hashable, Sendable {
    case ostia, foreman, honcho
}

/// What a service was given by the one who started it.
struct GivenToService {
    /// Its words behind its name, as the shell or the tool has split and expanded them.
    var words: [String]
    var folder: String
    /// Without what each tool says of itself, and what shells add.
    var environment: [String: String]

    /// What `got` has written: its folder, its words, an empty one, its variables, each with a NUL behind it.
    init(_ bytes: Data) {
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        folder = parts.first ?? ""
        let end = parts.firstIndex(of: Self.end) ?? parts.endIndex
        words = Array(parts[..<end].dropFirst())
        environment = [:]
        for variable in parts[end...].dropFirst() {
            guard let equals = variable.firstIndex(of: "=") else { continue }
            let name = String(variable[..<equals])
            if Self.isNoise(name) { continue }
            environment[name] = String(variable[variable.index(after: equals)...])
        }
    }

    /// What is not the same; of the variables only those, since the others are nobody's business.
    func differences(from other: GivenToService) -> [String] {
        var found: [String] = []
        if words != other.words { found.append("words \(words), not \(other.words)") }
        if folder != other.folder { found.append("folder \(folder), not \(other.folder)") }
        for name in Set(environment.keys).union(other.environment.keys).sorted()
        where environment[name] != other.environment[name] {
            let ours = environment[name] ?? "none"
            found.append("\(name): \(ours), not \(other.environment[name] ?? "none")")
        }
        return found
    }

    static let end = "-- end of words --"

    private static func isNoise(_ name: String) -> Bool {
        let names: Set = ["PS", "HONCHO_PROCESS_NAME", "COMPOSE_PROJECT_NAME", "GOT", "SHLVL", "_", "PWD", "OLDPWD"]
        return names.contains(name) || name.hasPrefix("OSTIA_") || name.hasPrefix("OVERMIND_PROCESS_")
    }
}

/// One case, run by its references and by `ostia up` at the same time, in one folder.
struct ProcfileRun {
    private let example: ProcfileCase
    private let base: Int
    private let network: TestNetwork?
    private let project = TemporaryFolder()
    private let ostia = CLI()

    init(_ example: ProcfileCase, base: Int, network: TestNetwork? = nil) {
        self.example = example
        self.base = base
        self.network = network
    }

    /// Stands in every Procfile: writes what it was given to a file of its own, then waits until nobody holds the pipe
    /// open any more. The pipe is opened first: once the file is there, the end is sure to be seen.
    private static let got = """
        #!/bin/sh
        exec 3<"$GOT/hold"
        name=$1
        shift
        {
            pwd -P | tr '\\n' '\\0'
            printf '%s\\0' "$@" '\(GivenToService.end)'
            cat /proc/$$/environ
        } >"$GOT/$name.part"
        mv "$GOT/$name.part" "$GOT/$name"
        read -r nothing <&3
        """

    /// What every service got from every tool.
    func outcome() throws -> [ProcfileTool: [String: GivenToService]] {
        project.write("got", Self.got, mode: 0o755)
        project.write("Procfile", filled(example.procfile))
        if let text = example.dotenv { project.write(".env", filled(text)) }
        for name in ["one.txt", "two.txt", "sub/inside"] {
            project.makeFolder("sub")
            project.write(name, "")
        }
        let tools = [.ostia] + example.references
        var holds: [Int32] = []
        var programs: [RealProgram] = []
        defer {
            for hold in holds { close(hold) }
            for program in programs { program.process.signal(SIGTERM) }
            for program in programs { program.stop(grace: 20) }
        }
        for tool in tools {
            let folder = project.makeFolder("got-\(tool)")
            guard mkfifo("\(folder)/hold", 0o600) == 0 else { throw TestFailure("mkfifo") }
            holds.append(open("\(folder)/hold", O_RDWR | O_CLOEXEC))
            programs.append(try start(tool, folder))
        }
        var outcome: [ProcfileTool: [String: GivenToService]] = [:]
        for tool in tools {
            for name in example.services {
                let path = "got-\(tool)/\(name)"
                guard eventually(seconds: 60, { FileManager.default.fileExists(atPath: project(path)) }),
                    let bytes = FileManager.default.contents(atPath: project(path))
                else { throw TestFailure("\(tool) did not start \(name): \(project.text("log").suffix(2000))") }
                outcome[tool, default: [:]][name] = GivenToService(bytes)
            }
        }
        return outcome
    }

    private func start(_ tool: ProcfileTool, _ folder: String) throws -> RealProgram {
        var variables = ostia.environment
        for (name, value) in example.environment { variables[name] = filled(value) }
        variables["GOT"] = folder
        let words: [String?] =
            switch tool {
            case .ostia: [Installed.ostia, "up"]
            case .foreman: [Installed.path(of: "foreman"), "start"]
            case .honcho: [Installed.python, "-m", "honcho", "start"]
            }
        // Whatever PORT these tests were started with is none of the case.
        let unset = example.environment["PORT"] == nil ? ["-u", "PORT"] : []
        let command = unset + words.compactMap { $0 } + example.arguments.map(filled)
        return try RealProgram("env", command, environment: variables, folder: project, network: network)
    }

    private func filled(_ text: String) -> String { text.replacingOccurrences(of: "BASE", with: "\(base)") }
}
