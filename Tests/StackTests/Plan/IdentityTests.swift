import TestSupport
import Testing

@testable import Stack

@Suite("A stack's name") struct IdentityTests {
    @Test(
        "is short and made of [a-z0-9-]",
        arguments: [
            ("shop", "/home/u/shop", "main"),
            ("Ünïcode Späce", "/home/ü/Ünïcode", "feature/Größe"),
            ("", "/", nil),
            ("-x-", "/a/--", ""),
            (String(repeating: "long", count: 30), "/" + String(repeating: "deep/", count: 60) + "end", nil),
            ("日本", "/日本/語", "枝"),
            ("a_b.c", "/x/a_b.c", "x"),
            ("İ", "/İ", nil),
        ] as [(String, String, String?)])
    func shape(project: String, workTree: String, branch: String?) throws {
        let identity = StackIdentity.make(project: project, workTree: workTree, branch: branch)
        #expect(identity.id.utf8.count <= 40)
        #expect(identity.id.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") })
        #expect(identity.id.utf8.first.map { $0 != UInt8(ascii: "-") } == true)
        #expect(!identity.id.contains("--"))
        #expect(identity == StackIdentity.make(project: project, workTree: workTree, branch: branch))
    }

    @Test("differs by work tree, clone and project, and not by branch")
    func differences() {
        func id(_ project: String, _ tree: String, _ branch: String?) -> String {
            StackIdentity.make(project: project, workTree: tree, branch: branch).id
        }
        #expect(id("shop", "/a/shop", "main") != id("shop", "/b/shop", "main"))
        #expect(id("shop", "/a/feature/login", "feature/login") != id("shop", "/a/fix/login", "fix/login"))
        #expect(id("shop", "/a/one", nil) != id("shop", "/a/two", nil))
        #expect(id("shop", "/a", nil) != id("shop2", "/a", nil))
        #expect(id("shop", "/a", "main") == id("shop", "/a", "other"))
        #expect(id("shop", "/a", "main") == id("shop", "/a", nil))
        // The border between project and path is not lost.
        #expect(id("a", "b/c", nil) != id("ab", "/c", nil))
    }

    @Test("is the same in every version")
    func stable() {
        #expect(StackIdentity.make(project: "shop", workTree: "/home/u/shop", branch: nil).id == "shop-5k6b9en2")
    }

    @Test(
        "is labelled by the branch, or the folder without one",
        arguments: [
            ("feature/login", "feature/login"),
            (nil, "shop-2"),
            ("", "shop-2"),
        ] as [(String?, String)])
    func label(branch: String?, label: String) {
        #expect(StackIdentity.make(project: "shop", workTree: "/home/u/shop-2", branch: branch).label == label)
    }

    @Test("does not meet another's among many")
    func collisions() {
        var ids: Set<String> = []
        for number in 0..<20_000 {
            ids.insert(StackIdentity.make(project: "shop", workTree: "/home/u/w\(number)/shop", branch: nil).id)
        }
        #expect(ids.count == 20_000)
    }
}
