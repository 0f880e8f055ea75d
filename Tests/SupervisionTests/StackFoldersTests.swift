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
}
