import Glibc
import Testing

@testable import Inventory

@Suite struct ProjectFinderTests {
    private let box = Sandbox()

    private func finder(home: String? = "/home/ada") -> ProjectFinder { ProjectFinder(root: box.path, home: home) }

    private func repository(_ path: String, head: String = "ref: refs/heads/main\n") {
        box.write("\(path)/.git/HEAD", head)
    }

    private func worktree(of repository: String, _ name: String, at path: String, branch: String) {
        let inside = "\(repository)/.git/worktrees/\(name)"
        box.write("\(inside)/HEAD", "ref: refs/heads/\(branch)\n")
        box.write("\(inside)/commondir", "../..\n")
        box.write("\(path)/.git", "gitdir: /\(inside)\n")
    }

    @Test func theTopLevelFromAnySubdirectory() {
        repository("home/ada/shop")
        box.folder("home/ada/shop/web/src")
        let shop = Project(
            name: "shop", root: "/home/ada/shop", repository: "/home/ada/shop/.git", branch: "main")
        #expect(finder().project(of: "/home/ada/shop") == shop)
        #expect(finder().project(of: "/home/ada/shop/web/src") == shop)
        #expect(finder().project(of: "/home/ada/shop/gone/since") == shop)
        #expect(finder().project(of: "/home/ada/shop/web/../") == shop)
    }

    @Test func branchesWithSlashesAndDetachedHeads() {
        repository("w/a", head: "ref: refs/heads/feature/cart\n")
        repository("w/b", head: "0123456789abcdef0123456789abcdef01234567\n")
        repository("w/c", head: "ref: refs/heads/.invalid\n")
        repository("w/d", head: "nonsense\n")
        #expect(finder().project(of: "/w/a")?.branch == "feature/cart")
        #expect(finder().project(of: "/w/b")?.branch == nil)
        #expect(finder().project(of: "/w/b")?.commit == "0123456")
        #expect(finder().project(of: "/w/c")?.branch == nil)
        #expect(finder().project(of: "/w/c")?.name == "c")
        #expect(finder().project(of: "/w/d")?.commit == nil)
    }

    @Test func aLinkedWorkTreeBelongsToItsRepositoryAndIsItself() throws {
        repository("src/shop")
        worktree(of: "src/shop", "cart", at: "src/shop-cart", branch: "cart")
        let main = try #require(finder().project(of: "/src/shop"))
        let linked = try #require(finder().project(of: "/src/shop-cart/deep"))
        #expect(
            linked
                == Project(
                    name: "shop", root: "/src/shop-cart", repository: "/src/shop/.git", worktree: "cart", branch: "cart"
                ))
        #expect(main.repository == linked.repository)
        #expect(main.worktree == nil)
        #expect(main.root != linked.root)
    }

    @Test func relativeWorkTreesOfABareRepository() {
        box.write("src/shop/.bare/worktrees/main/HEAD", "ref: refs/heads/main")
        box.write("src/shop/.bare/worktrees/main/commondir", "../..")
        box.write("src/shop/main/.git", "gitdir: ../.bare/worktrees/main")
        let project = finder().project(of: "/src/shop/main")
        #expect(project?.name == "shop")
        #expect(project?.repository == "/src/shop/.bare")
        #expect(project?.worktree == "main")
    }

    @Test func twoClonesDiffer() {
        repository("a/shop")
        repository("b/shop")
        let finder = finder()
        #expect(finder.project(of: "/a/shop")?.name == finder.project(of: "/b/shop")?.name)
        #expect(finder.project(of: "/a/shop")?.root != finder.project(of: "/b/shop")?.root)
        #expect(finder.project(of: "/a/shop")?.repository != finder.project(of: "/b/shop")?.repository)
    }

    @Test func aSubmoduleIsAProjectOfItsOwn() {
        repository("src/shop")
        box.write("src/shop/.git/modules/lib/HEAD", "ref: refs/heads/main\n")
        box.write("src/shop/vendor/lib/.git", "gitdir: ../../.git/modules/lib\n")
        let module = finder().project(of: "/src/shop/vendor/lib/src")
        #expect(module?.name == "lib")
        #expect(module?.root == "/src/shop/vendor/lib")
        #expect(module?.repository == "/src/shop/.git/modules/lib")
        #expect(module?.worktree == nil)
    }

    @Test(arguments: ["", "nonsense", "gitdir:", "gitdir: /nowhere", "gitdir: ../../../../../..", "gitdir: \u{1}\n"])
    func aBrokenGitFileIsPassedOver(_ text: String) {
        repository("src")
        box.write("src/broken/.git", text)
        #expect(finder().project(of: "/src/broken")?.root == "/src")
    }

    @Test func anEmptyGitFolderIsNoRepository() {
        box.folder("src/x/.git")
        #expect(finder().project(of: "/src/x") == nil)
    }

    @Test func aPipeInPlaceOfTheFileHangsNothing() {
        box.folder("src/pipe")
        mkfifo("\(box.path)/src/pipe/.git", 0o644)
        #expect(finder().project(of: "/src/pipe") == nil)
    }

    @Test(arguments: ProjectFinder.markers)
    func withoutGitTheNearestBuildFileCounts(_ marker: String) {
        box.write("srv/app/\(marker)", "")
        box.folder("srv/app/src")
        #expect(finder().project(of: "/srv/app/src") == Project(name: "app", root: "/srv/app"))
    }

    @Test func gitOutranksABuildFileFurtherIn() {
        repository("src/mono")
        box.write("src/mono/packages/web/package.json", "{}")
        #expect(finder().project(of: "/src/mono/packages/web")?.root == "/src/mono")
    }

    @Test func homeAndSharedFoldersAreNoProjectsWithoutGit() {
        for folder in ["home/ada", "tmp", "home", "var"] { box.write("\(folder)/package.json", "{}") }
        box.write("package.json", "{}")
        for folder in ["/", "/tmp", "/tmp/x/y", "/home", "/home/ada", "/home/ada/docs", "/var"] {
            #expect(finder().project(of: folder) == nil, "\(folder)")
        }
        repository("home/ada")
        #expect(finder().project(of: "/home/ada/docs")?.root == "/home/ada")
        #expect(finder(home: "/home/ada/").project(of: "/home/ada")?.name == "ada")
    }

    @Test func packagesOfOthersAreNotTheProject() {
        box.write("srv/app/package.json", "{}")
        box.write("srv/app/node_modules/vite/package.json", "{}")
        #expect(finder().project(of: "/srv/app/node_modules/vite")?.root == "/srv/app")
    }

    @Test func aProcessWithoutProjectFolderIsKnownByItsFiles() {
        repository("src/shop")
        repository("home/ada/.pyenv")
        let finder = finder()
        #expect(finder.project(workingDirectory: "/", script: "/src/shop/run.py")?.name == "shop")
        #expect(finder.project(workingDirectory: nil, executable: "/src/shop/target/debug/shop")?.name == "shop")
        #expect(finder.project(workingDirectory: "/", executable: "/home/ada/.pyenv/versions/3/bin/python") == nil)
        #expect(finder.project(workingDirectory: "/", executable: "/usr/bin/node") == nil)
        #expect(finder.project(workingDirectory: "/", script: "relative.py") == nil)
    }

    @Test func whatWasFoundIsRemembered() {
        repository("src/shop")
        let finder = finder()
        #expect(finder.project(of: "/src/shop")?.branch == "main")
        repository("src/shop", head: "ref: refs/heads/other\n")
        #expect(finder.project(of: "/src/shop")?.branch == "main")
        #expect(self.finder().project(of: "/src/shop")?.branch == "other")
    }

    @Test func oddDirectories() {
        #expect(finder().project(of: "") == nil)
        #expect(finder().project(of: "relative") == nil)
        #expect(finder().project(of: "/" + String(repeating: "a/", count: 5000)) == nil)
    }
}

@Suite struct PathTests {
    @Test(arguments: [("/a/b", "b", "/a"), ("/a", "a", "/"), ("/", "", "/"), ("a", "a", ""), ("a/b", "b", "a")])
    func parts(_ path: String, _ name: String, _ parent: String) {
        #expect(Path.name(path) == name)
        #expect(Path.parent(path) == parent)
    }

    @Test(arguments: [
        ("/a/./b//c/", "/a/b/c"), ("/a/../../b", "/b"), ("/", "/"), ("", "/"), ("/..", "/"),
    ])
    func normal(_ path: String, _ expected: String) { #expect(Path.normal(path) == expected) }

    @Test func ascending() {
        #expect(Path.ascending("/a/b", limit: 9) == ["/a/b", "/a", "/"])
        #expect(Path.ascending("/a/b", limit: 2) == ["/a/b", "/a"])
        #expect(Path.ascending("/", limit: 9) == ["/"])
    }

    @Test(arguments: [
        ("/src/shop/.git", "shop"), ("/src/shop.git", "shop"), ("/src/shop/.bare", "shop"), ("/src/shop", "shop"),
    ])
    func repositoryNames(_ path: String, _ name: String) { #expect(ProjectFinder.repositoryName(path) == name) }
}
