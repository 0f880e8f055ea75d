import Stack
import Supervision
import Testing

@Suite struct StackFoldersTests {
    @Test func everyStackHasItsOwn() {
        let identity = StackIdentity(project: "shop", workTree: "/src/shop", label: "main", id: "shop-1a2b")
        let folders = StackFolders(of: identity, state: "/s", runtime: "/r")
        #expect(folders.state == "/s/stacks/shop-1a2b")
        #expect(folders.controlSocket == "/r/stacks/shop-1a2b/control.sock")
        #expect(folders.runs == "/s/stacks/shop-1a2b/runs")
    }

    @Test func anotherRuntimeFolderIsAnotherRun() {
        func name(_ id: String, _ runtime: String) -> String {
            StackFolders(state: "/s/stacks/\(id)", runtime: "\(runtime)/stacks/\(id)").runName
        }
        #expect(name("shop-1a2b", "/run/user/1000/ostia").hasPrefix("shop-1a2b-"))
        #expect(name("shop-1a2b", "/run/user/1000/ostia") != name("shop-1a2b", "/run/user/0/ostia"))
        #expect(name("shop-1a2b", "/r") != name("shop-1a2c", "/r"))
    }
}
