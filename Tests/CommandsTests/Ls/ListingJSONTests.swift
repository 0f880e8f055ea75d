import LinuxKernel
import TestSupport
import Testing

@testable import Commands

/// The shapes that others build on, letter by letter.
@Suite("ostia ls --json")
struct ListingJSONTests {
    private let coverage =
        #""connections":[],"coverage":{"listeners":1,"named":1,"other_users":0,"hidden":0,"no_visible_process":0,"#
        + #""source":"stub"}}"#

    @Test("tells a listener with a family of owners")
    func listener() throws {
        #expect(
            try harbour().ls(["14711"], json: true).text
                == #"{"schema":"ostia/ls/1","listeners":[{"transport":"tcp","address":"127.0.0.1","port":14711,"#
                + #""v6_only":null,"state":"LISTEN","inode":11,"cookie":"ab","uid":1000,"exposure":"loopback","#
                + #""accept_queue":{"now":0,"max":128},"owners":[{"pid":10,"start_time":"2023-11-14T22:13:21.000Z","#
                + #""name":"quay","user":"ada","command":["/srv/quay","--port","14711"],"executable":"/srv/quay","#
                + #""executable_deleted":false,"working_directory":"/srv","project":null,"fd":3},{"pid":11,"#
                + #""start_time":"2023-11-14T22:13:21.000Z","name":"quay","user":"ada","command":[],"executable":null,"#
                + #""executable_deleted":false,"working_directory":null,"project":null,"fd":3}],"#
                + #""unknown_owner_reason":null,"what":null,"container":null,"unit":null}],"# + coverage + "\n")
    }

    @Test("tells a dual-stack listener, its project and its unit")
    func dualStack() throws {
        #expect(
            try harbour().ls(["14712"], json: true).text
                == #"{"schema":"ostia/ls/1","listeners":[{"transport":"tcp","address":"::","port":14712,"#
                + #""v6_only":false,"state":"LISTEN","inode":12,"cookie":"cd","uid":0,"exposure":"network","#
                + #""accept_queue":{"now":2,"max":128},"owners":[{"pid":20,"start_time":"2023-11-14T22:13:21.000Z","#
                + #""name":"pier","user":"ada","command":["pier"],"executable":null,"executable_deleted":false,"#
                + #""working_directory":"/src/shop/web","project":{"name":"shop","root":"/src/shop","worktree":null,"#
                + #""branch":"main","commit":null},"fd":6}],"unknown_owner_reason":null,"what":null,"container":null,"#
                + #""unit":"pier.service"}],"# + coverage + "\n")
    }

    @Test("tells an unknown owner's reason")
    func unknown() throws {
        #expect(
            try harbour().ls(["14714"], json: true).text
                == #"{"schema":"ostia/ls/1","listeners":[{"transport":"udp","address":"0.0.0.0","port":14714,"#
                + #""v6_only":null,"state":"UNCONN","inode":14,"cookie":"e","uid":70,"exposure":"network","#
                + #""accept_queue":null,"owners":[],"unknown_owner_reason":"no-visible-process","what":null,"#
                + #""container":null,"unit":null}],"connections":[],"coverage":{"listeners":1,"named":0,"#
                + #""other_users":0,"hidden":0,"no_visible_process":1,"source":"stub"}}"# + "\n")
        let v6Only = try Document(harbour().ls(["14713"], json: true).text)["listeners"][0]
        #expect(v6Only["v6_only"].bool == true)
        #expect(v6Only["exposure"].string == "loopback")
    }

    @Test("tells both ends of a connection")
    func connection() throws {
        #expect(
            try harbour().ls(["40001"], json: true) { $0.showsConnections = true }.text
                == #"{"schema":"ostia/ls/1","listeners":[],"connections":[{"transport":"tcp","state":"ESTABLISHED","#
                + #""role":"client","local":{"address":"127.0.0.1","port":40001},"remote":{"address":"127.0.0.1","#
                + #""port":14711},"inode":22,"cookie":"16","uid":0,"unread_bytes":0,"unsent_bytes":9,"owners":[{"pid":20,"#
                + #""start_time":"2023-11-14T22:13:21.000Z","name":"pier","fd":8}],"unknown_owner_reason":null,"#
                + #""peer":{"state":"ESTABLISHED","inode":21,"cookie":"15","uid":0,"unread_bytes":7,"unsent_bytes":0,"#
                + #""owners":[{"pid":10,"start_time":"2023-11-14T22:13:21.000Z","name":"quay","fd":5}],"#
                + #""unknown_owner_reason":null}}],"coverage":{"listeners":0,"named":0,"other_users":0,"hidden":0,"#
                + #""no_visible_process":0,"source":"stub"}}"# + "\n")
    }

    @Test("is indented for a person")
    func pretty() throws {
        let text = try FakeHost().ls(width: 80, json: true).text
        #expect(text.hasPrefix("{\n  \"schema\": \"ostia/ls/1\",\n  \"listeners\": [],\n"))
    }

    @Test("tells a Unix socket")
    func unix() throws {
        let host = FakeHost()
        let rows = ListenerRows(
            .init(host.machine, memory: nil), .init(.init(host.machine, memory: nil), environment: [:]))
        let entry = UnixListing.Entry(
            row: UnixRow(
                inode: 5, cookie: 0xAB, isListening: true, name: "/run/x.sock", receiveQueue: 1, sendQueue: 128),
            owners: [], connections: 3, isStale: true)
        #expect(
            InventoryJSON(rows).unix(entry).text()
                == #"{"name":"/run/x.sock","kind":"stream","listening":true,"inode":5,"cookie":"ab","#
                + #""accept_queue":{"now":1,"max":128},"connections":3,"stale":true,"owners":[]}"#)
    }
}
