import Ports
import Terminal
import Testing

@testable import Commands

@Suite struct PortReportTests {
    let key = LeaseKey(project: "/home/me/shop", service: "api")

    func report(_ use: PortUse?, variable: String? = nil) -> PortReport {
        let grant = PortGrant(port: 18211, key: key, isLeased: true)
        return PortReport(
            answer: PortAnswer(grants: [grant], notes: ["a note"]), transport: .tcp,
            uses: use.map { [18211: $0] } ?? [:], variable: variable)
    }

    @Test func aFreePort() {
        #expect(report(nil).notes == ["a note"])
        #expect(
            report(nil, variable: "P").json.text() == """
                {"schema":"ostia/port/1","port":18211,"ports":[18211],"transport":"tcp","name":"api",\
                "project":"/home/me/shop","leased":true,"new":false,"in_use":false,"grants":[{"port":18211,\
                "name":"api","leased":true,"new":false,"in_use":false,"listener":null}],"notes":["a note"],\
                "environment":{"P":"18211"}}
                """)
    }

    @Test func theServiceItselfIsNoStranger() {
        let report = report(
            PortUse(port: 18211, pid: 7, name: "node", workingDirectory: "/home/me/shop/api"))
        #expect(report.notes == ["a note"])
        #expect(report.json.text().contains("\"in_use\":false,\"listener\":{\"pid\":7,\"name\":\"node\""))
    }

    @Test func aStrangerIsNamed() {
        let report = report(PortUse(port: 18211, pid: 7, name: "nc", workingDirectory: "/tmp"))
        #expect(
            report.notes == [
                "a note",
                "port 18211 of api is in use by nc (pid 7), which does not run in /home/me/shop: ostia who 18211",
            ])
        #expect(report.json.text().contains("\"new\":false,\"in_use\":true,\"grants\""))
    }
}

@Suite struct LeaseListingTests {
    func entry(_ project: String, _ service: String, _ port: UInt16, use: PortUse? = nil, isGone: Bool = false)
        -> LeaseListing.Entry
    {
        LeaseListing.Entry(
            lease: Lease(LeaseKey(project: project, service: service), port: port, since: 1000), use: use,
            isGone: isGone)
    }

    @Test func table() {
        let listing = LeaseListing(
            entries: [
                entry("/home/me/a", "web", 20001), entry("/home/me/b", "api", 20002, isGone: true),
                entry(
                    "/srv/x", "api", 20003,
                    use: PortUse(port: 20003, pid: 7, name: "no\u{1B}de", workingDirectory: "/srv/x")),
                entry("/srv/x", "db", 10003, use: PortUse(port: 10003)),
            ], now: 1000.9, home: "/home/me", here: "/srv/x")
        #expect(
            listing.table.lines(width: nil, color: false) == [
                " PORT  NAME  WORK TREE  LEASED    NOW",
                "10003  db    /srv/x     just now  in use by a program of another user, from elsewhere",
                "20003  api   /srv/x     just now  in use by no\\ede (pid 7)",
                "20001  web   ~/a        just now  free",
                "20002  api   ~/b        just now  work tree is gone",
            ])
    }

    @Test func ages() {
        let listing = LeaseListing(entries: [entry("/a", "web", 1)], now: 8200, home: nil, here: "")
        #expect(listing.table.lines(width: nil, color: false).last == "   1  web   /a         2 h ago  free")
    }

    @Test func json() {
        let listing = LeaseListing(entries: [entry("/a", "web", 1, isGone: true)], now: 0, home: nil, here: "")
        #expect(
            listing.json.text() == """
                {"schema":"ostia/port/1","leases":[{"port":1,"transport":"tcp","name":"web","project":"/a",\
                "since":"1970-01-01T00:16:40.000Z","work_tree_exists":false,"in_use":false,"listener":null}]}
                """)
    }
}
