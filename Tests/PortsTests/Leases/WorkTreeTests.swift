import LinuxKernel
import Ports
import TestSupport
import Testing

@Suite struct WorkTreeTests {
    @Test(
        arguments: [
            ("/home/me/shop/src/api", "/home/me/shop"),
            ("/home/me/shop", "/home/me/shop"),
            ("/home/me/shop/vendor/lib/x", "/home/me/shop/vendor/lib"),
            ("/home/me/notes", "/home/me/notes"),
            ("/", "/"),
        ])
    func top(_ directory: String, _ expected: String) {
        let there: Set = ["/home/me/shop/.git", "/home/me/shop/vendor/lib/.git"]
        #expect(WorkTree.top(of: directory) { there.contains($0) } == expected)
    }

    @Test func theRootMayBeAWorkTree() {
        #expect(WorkTree.top(of: "/etc/x") { $0 == "/.git" } == "/")
    }

    @Test func aLinkedWorkTreeHasAFile() {
        let folder = TemporaryFolder()
        folder.write("tree/.git", "gitdir: /elsewhere\n")
        folder.makeFolder("tree/a/b")
        #expect(WorkTree.top(of: folder("tree/a/b")) == folder("tree"))
    }

    @Test(
        arguments: [
            (["XDG_STATE_HOME": "/s", "HOME": "/home/me"], 1000, "/s/ostia"),
            (["XDG_STATE_HOME": "s", "HOME": "/home/me"], 1000, "/home/me/.local/state/ostia"),
            (["XDG_STATE_HOME": "", "HOME": "/home/me"], 1000, "/home/me/.local/state/ostia"),
            (["HOME": "/"], 1000, "/.local/state/ostia"),
            (["HOME": "me"], 1000, nil),
            ([:], 1000, nil),
            ([:], 0, "/var/lib/ostia"),
        ] as [([String: String], UInt32, String?)])
    func stateFolder(_ environment: [String: String], _ user: UInt32, _ expected: String?) {
        #expect(StateFolder.ofUser(environment: environment, user: user)?.path == expected)
    }
}
