import Stack
import TestSupport
import Testing

@testable import StackCommands

@Suite struct ProjectLookTests {
    private let folder = TemporaryFolder()

    private var found: [String: String] { ProjectLook.files(in: folder.path) }

    @Test func anEmptyFolderHasNone() { #expect(found.isEmpty) }

    @Test func readsTheFolderAndOneBelow() {
        folder.write("package.json", "{}")
        folder.write("web/package.json", "{ }")
        folder.write("deep/er/package.json", "{}")
        folder.write("README.md", "# words")
        #expect(found == ["package.json": "{}", "web/package.json": "{ }"])
    }

    @Test func aStarStandsForEveryEnding() {
        folder.write("vite.config.mts", "a")
        folder.write("web/vite.config.js", "b")
        folder.write("web/vite.conf", "c")
        #expect(found == ["vite.config.mts": "a", "web/vite.config.js": "b"])
    }

    @Test(arguments: ["node_modules", ".git", ".venv"])
    func leavesAlone(_ name: String) {
        folder.write("\(name)/package.json", "{}")
        #expect(found.isEmpty)
    }

    @Test func aFolderOfThatNameIsNoFile() {
        folder.makeFolder("manage.py")
        #expect(found.isEmpty)
    }

    @Test func ofALongFileTheBeginningIsRead() {
        folder.write("yarn.lock", [UInt8](repeating: 0x61, count: 1 << 20))
        #expect(found["yarn.lock"]?.utf8.count == 1 << 18)
    }

    @Test func givesTheProposalWhatItNeeds() {
        folder.write("manage.py", "import django")
        let proposal = ProjectProposal.propose(found, folder: folder.path)
        #expect(proposal.file.services.map(\.name) == ["web"])
    }
}
