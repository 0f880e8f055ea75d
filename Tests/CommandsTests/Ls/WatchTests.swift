import Inventory
import LinuxKernel
import TestSupport
import Testing

@testable import Commands

@Suite("ostia ls --watch")
struct WatchTests {
    private let host = harbour()
    private let quay = SocketRow.listener("127.0.0.1", 14711, inode: 11, cookie: 0xAB, uid: 1000)
    private let late = SocketRow.listener("127.0.0.1", 14799, inode: 99, cookie: 0x99)

    init() { host.ageByHours() }

    private func ports(_ listeners: [Listener]) -> [UInt16] { listeners.map(\.endpoint.port) }

    @Test("marks what came and what went, for four looks")
    func changes() throws {
        var changes = WatchChanges()
        host.rows = [quay]
        let first = changes.next(try host.listing())
        #expect(first.isFirst && first.isEmpty && first.recent.isEmpty && first.ghosts.isEmpty)
        host.rows = [quay, late]
        let second = changes.next(try host.listing())
        #expect(!second.isFirst)
        #expect(ports(second.came) == [14799])
        #expect(second.went.isEmpty)
        #expect(second.recent == [0x99])
        for _ in 0..<3 {
            let next = changes.next(try host.listing())
            #expect(next.isEmpty)
            #expect(next.recent == [0x99])
        }
        #expect(changes.next(try host.listing()).recent.isEmpty)
        host.rows = [late]
        let gone = changes.next(try host.listing())
        #expect(ports(gone.went) == [14711])
        #expect(ports(gone.ghosts) == [14711])
        for _ in 0..<3 { #expect(ports(changes.next(try host.listing()).ghosts) == [14711]) }
        #expect(changes.next(try host.listing()).ghosts.isEmpty)
    }

    @Test("takes a socket on the same port for another one, and goes by inodes without cookies")
    func identity() throws {
        var changes = WatchChanges()
        host.rows = [quay]
        _ = changes.next(try host.listing())
        var again = quay
        again.cookie = 0xAC
        host.rows = [again]
        let change = changes.next(try host.listing())
        #expect(ports(change.came) == [14711])
        #expect(ports(change.went) == [14711])
        again.cookie = 0
        host.rows = [again]
        #expect(WatchChanges.key(try #require(try host.listing().listeners.first)) == 11)
    }

    @Test("draws a plus before what came and a minus before what went")
    func drawing() throws {
        var changes = WatchChanges()
        host.rows = [quay]
        _ = changes.next(try host.listing())
        host.rows = [late]
        let listing = try host.listing { $0.columns = [.port, .name, .pid] }
        let change = changes.next(listing)
        #expect(
            listing.lines(width: nil, color: false, marking: change) == [
                "    PORT  NAME            PID", "+  14799  (no process)", "-  14711  quay          10 +1",
                "1 listener, 0 owners named, 1 in no visible process",
            ])
        for width in 10...80 {
            #expect(listing.lines(width: width, color: false, marking: change).allSatisfy { $0.count <= width })
        }
    }

    @Test("writes lines to a pipe: everything, then what changed")
    func lines() throws {
        var changes = WatchChanges()
        host.rows = [quay]
        let first = try host.listing()
        #expect(changes.next(first).lines(isFirst: true, first).last == "1 listener, 1 owner named")
        host.rows = [late]
        let next = try host.listing()
        #expect(
            changes.next(next).lines(isFirst: false, next) == [
                "+ tcp  127.0.0.1:14799  (no process)  this machine",
                "- tcp  127.0.0.1:14711  quay  10 +1  3 h 5 min  this machine",
            ])
        #expect(changes.next(next).lines(isFirst: false, next).isEmpty)
    }

    @Test("writes a JSON line a change: the first holds all there is")
    func json() throws {
        var changes = WatchChanges()
        host.rows = [quay]
        let first = try host.listing()
        let document = try Document(changes.next(first).json(first).text())
        #expect(document.names == ["schema", "time", "came", "went"])
        #expect(document["schema"].string == "ostia/ls-watch/1")
        #expect(document["came"].items.map { $0["port"].int } == [14711])
        #expect(document["went"].items.isEmpty)
        host.rows = [late]
        let next = try host.listing()
        let line = changes.next(next).json(next).text()
        #expect(!line.contains("\n"))
        #expect(try Document(line)["came"].items.map { $0["port"].int } == [14799])
        #expect(try Document(line)["went"].items.map { $0["owners"][0]["name"].string } == ["quay"])
    }

    @Test("looks into processes again only when sockets or processes are others")
    func loop() throws {
        var loop = WatchLoop(LsOptions())
        host.rows = [quay]
        #expect(try loop.look(host.context()).isNew)
        let (same, isNew) = try loop.look(host.context())
        #expect(!isNew)
        #expect(ports(same.listeners) == [14711])
        host.proc.remove(11)
        let (fewer, isNewer) = try loop.look(host.context())
        #expect(isNewer)
        #expect(fewer.listeners.first?.owners.map(\.process.pid) == [10])
    }

    @Test("sees a container that starts meanwhile")
    func newContainer() throws {
        var loop = WatchLoop(LsOptions())
        host.rows = [quay, late]
        _ = try loop.look(host.context())
        let id = String(repeating: "0123456789abcdef", count: 4)
        host.root.makeFolder("sys/fs/cgroup/system.slice/docker-\(id).scope")
        host.add(99, "inner", sockets: [3: 99], cgroup: "/system.slice/docker-\(id).scope", mountNamespace: 7)
        let (listing, _) = try loop.look(host.context())
        #expect(listing.listeners.map { listing.rows.cell(.container, $0).text } == ["", "0123456789ab"])
    }

    @Test("looks at connections every time")
    func loopsOverConnections() throws {
        var options = LsOptions()
        options.showsConnections = true
        var loop = WatchLoop(options)
        for _ in 0..<2 {
            let (listing, isNew) = try loop.look(host.context())
            #expect(isNew)
            #expect(listing.connections.count == 3)
        }
    }
}
