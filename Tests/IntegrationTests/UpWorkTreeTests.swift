import Foundation
import TestSupport
import Testing

/// One stack file in several work trees and clones, all running at once, as it lies in the repository.
@Suite("UpTests: work trees", .requires("ostia", "python3", "git"))
struct UpWorkTreeTests {
    /// A repository with two branches that end in the same word, a detached head and a clone.
    private static func places(_ root: TemporaryFolder, file: String, _ text: String) throws -> [String] {
        root.write("one/\(file)", text)
        func git(_ arguments: String...) throws {
            let settings = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
            try Command.succeed("git", settings + arguments, directory: "\(root.path)/one")
        }
        try git("init", "-q")
        try git("add", ".")
        try git("commit", "-qm", "begin")
        try git("worktree", "add", "-q", "-b", "anna/fix", "../two")
        try git("worktree", "add", "-q", "-b", "ben/fix", "../three")
        try git("worktree", "add", "-q", "--detach", "../four")
        try git("clone", "-q", ".", "../five")
        return ["one", "two", "three", "four", "five"].map { "\(root.path)/\($0)" }
    }

    private struct Seen: Hashable {
        var port: Int
        var project: String
    }

    @Test(
        "run the same file at once, each with ports and names of its own",
        arguments: [
            (
                "ostia.yaml",
                "name: shop\nservices:\n  web: { run: 'exec python3 -u -m http.server $PORT --bind $HOST' }\n"
            ),
            ("Procfile", "web: exec python3 -u -m http.server $PORT --bind 127.0.0.1\n"),
        ])
    func atOnce(file: String, text: String) throws {
        let root = TemporaryFolder()
        let places = try Self.places(root, file: file, text)
        let ostia = CLI()
        defer { for place in places { _ = try? ostia.run(["down"], directory: place, timeout: 30) } }
        // Where a Procfile begins: all work trees are given the same numbers, and only the first can have them.
        let base = file == "Procfile" ? ["-p", "\(Ports.free())"] : []
        var seen: Set<Seen> = []
        for place in places {
            let up = try ostia.run(["up", "--wait"] + base, directory: place, timeout: 60)
            try #require(up.code == 0, "\(place): \(up.error)")
            let web = try ostia.run(["ps", "--json"], directory: place, timeout: 30).json()["services"][0]
            #expect(web["state"].string == "ready")
            let port = try #require(web["ports"][0]["port"].int)
            #expect(eventually(seconds: 60) { Ports.isListening(UInt16(port)) }, "the next one sees that it is taken")
            let project = try ostia.run(
                ["exec", "web", "--", "sh", "-c", "echo $COMPOSE_PROJECT_NAME"], directory: place, timeout: 30)
            seen.insert(Seen(port: port, project: project.output))
        }
        #expect(Set(seen.map(\.port)).count == places.count, "\(seen)")
        #expect(Set(seen.map(\.project)).count == places.count, "\(seen)")
        #expect(seen.allSatisfy { $0.project.count > 1 })
        #expect(
            try ostia.run(["stacks", "--json"], directory: root.path, timeout: 30).json()["stacks"].items.count == 5)
        for place in places {
            let down = try ostia.run(["down"], directory: place, timeout: 30)
            #expect(down.output == "0 processes, 0 ports left\n", "\(place): \(down.error)")
        }
    }
}
