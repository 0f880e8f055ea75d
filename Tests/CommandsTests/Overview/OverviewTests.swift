import Endpoints
import Inventory
import LinuxKernel
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite("The overview")
struct OverviewTests {
    private func answer(_ host: FakeHost, all: Bool = false, json: Bool = false, width: Int? = nil) throws -> String {
        let context = host.context(json: json, width: width)
        #expect(try overview(showsAll: all, in: context) == .success)
        return context.console.out.text
    }

    @Test("groups by project, folds the system and warns")
    func grouped() throws {
        let host = harbour()
        host.ageByHours()
        #expect(
            try answer(host) == """
                shop  on main  /src/shop
                  14712  pier    3 h 5 min  network
                  14713  pier    3 h 5 min  this machine

                other programs
                  14711  quay    3 h 5 min  this machine

                desktop and system: 1 listener (ostia --all)

                ! pier (pid 20) can be reached from the network on port 14712
                  for this machine only, let it listen on 127.0.0.1

                4 listeners, 3 owners named, 1 in no visible process

                """)
        #expect(
            try answer(host, all: true).contains(
                "\n\ndesktop and system\n  14714/udp  (no process)      network\n\n!"))
    }

    @Test("of an empty machine says so")
    func empty() throws {
        #expect(try answer(FakeHost()) == "Nothing listens on this machine.\n\n0 listeners, 0 owners named\n")
        #expect(
            try answer(FakeHost(), json: true)
                == #"{"schema":"ostia/overview/1","groups":[],"warnings":[],"coverage":{"listeners":0,"named":0,"#
                + #""other_users":0,"hidden":0,"no_visible_process":0,"source":"stub"}}"# + "\n")
    }

    @Test("puts one program on several addresses on one line, with its widest exposure")
    func oneLine() throws {
        let host = FakeHost([
            .listener("127.0.0.1", 14711, inode: 1), .listener("::1", 14711, inode: 2),
            .listener("192.168.1.20", 14711, inode: 3), .udp("127.0.0.1", 14711, inode: 4),
        ])
        host.ageByHours()
        host.add(10, sockets: [3: 1, 4: 2, 5: 3, 6: 4])
        #expect(
            try answer(host).hasPrefix(
                """
                other programs
                      14711  quay    3 h 5 min  network
                  14711/udp  quay    3 h 5 min  this machine

                """))
        #expect(try Document(answer(host, json: true))["groups"][0]["listeners"].items.count == 4)
    }

    @Test("orders projects by name, containers, programs, the system")
    func order() throws {
        let id = String(repeating: "0123456789abcdef", count: 4)
        let host = FakeHost((1...5).map { .listener("127.0.0.1", 14710 + UInt16($0), inode: UInt32($0)) })
        host.root.makeFolder("sys/fs/cgroup/machine.slice")
        for name in ["zoo", "Ant"] { host.root.write("src/\(name)/.git/HEAD", "ref: refs/heads/main\n") }
        host.add(10, "quay", sockets: [3: 1])
        host.add(11, "zoo", sockets: [3: 2], directory: "/src/zoo")
        host.add(12, "ant", sockets: [3: 3], directory: "/src/Ant")
        host.add(13, "inner", sockets: [3: 4], cgroup: "/system.slice/docker-\(id).scope", mountNamespace: 7)
        let document = try Document(answer(host, json: true))
        #expect(
            document["groups"].items.map { $0["kind"].string } == [
                "project", "project", "container", "programs", "system",
            ])
        #expect(
            document["groups"].items.map { $0["name"].string }
                == ["Ant", "zoo", "0123456789ab", "other programs", "desktop and system"])
        #expect(document["groups"].items.map { $0["listeners"][0]["port"].int } == [14713, 14712, 14714, 14711, 14715])
        #expect(try answer(host).contains("\n\ncontainers: 0123456789ab\n  14714  inner  container 0123456789ab"))
    }

    @Test("shortens the home folder and nothing that only begins like it")
    func home() throws {
        let host = FakeHost([.listener("127.0.0.1", 14711, inode: 1), .listener("127.0.0.1", 14712, inode: 2)])
        host.root.write("home/ada/shop/.git/HEAD", "ref: refs/heads/main\n")
        host.root.write("home/adam/shop/.git/HEAD", String(repeating: "ab12", count: 10) + "\n")
        host.add(10, sockets: [3: 1], directory: "/home/ada/shop")
        host.add(11, sockets: [3: 2], directory: "/home/adam/shop")
        let text = try answer(host)
        #expect(text.contains("shop  on main  ~/shop\n"))
        #expect(text.contains("shop  on ab12ab1  /home/adam/shop\n"))
    }

    @Test("counts what is left in CLOSE_WAIT by program and port")
    func closeWait() throws {
        let host = FakeHost([.listener("127.0.0.1", 14711, inode: 1)])
        var sockets: [Int32: UInt32] = [3: 1]
        for i in 0..<12 {
            host.rows.append(
                .connection(
                    ("127.0.0.1", 14711), ("10.0.0.9", UInt16(50000 + i)), inode: UInt32(100 + i), state: .closeWait))
            sockets[Int32(10 + i)] = UInt32(100 + i)
        }
        host.add(10, sockets: sockets)
        let warning = try Document(answer(host, json: true))["warnings"][0]
        #expect(warning["kind"].string == "close-wait")
        #expect(warning["message"].string == "quay (pid 10) leaves 12 connections in CLOSE_WAIT")
        #expect(warning["ports"][0].int == 14711)
        host.rows = Array(host.rows.prefix(10))
        #expect(try Document(answer(host, json: true))["warnings"].items.isEmpty)
    }

    @Test("warns of each thing once, the most pressing first")
    func warnings() throws {
        let host = FakeHost([
            .listener("127.0.0.1", 14711, inode: 1, queue: 6, longest: 5), .listener("127.0.0.1", 14712, inode: 2),
            .listener("::1", 14712, inode: 3), .listener("0.0.0.0", 14713, inode: 4),
        ])
        host.add(10, "quay", sockets: [3: 1], executable: "/srv/no-such-folder/quay (deleted)")
        host.add(11, "pier", sockets: [3: 2])
        host.add(12, "mole", sockets: [3: 3, 4: 4])
        #expect(
            try Document(answer(host, json: true))["warnings"].items.map { $0["message"].string } == [
                "127.0.0.1:14711 (quay) does not accept: 6 connections wait, at most 6 may",
                "localhost:14712 is two programs: 127.0.0.1 leads to pier (pid 11), ::1 to mole (pid 12)",
                "mole (pid 12) can be reached from the network on port 14713",
                "quay (pid 10) runs from a file that has been deleted or replaced",
            ])
    }

    @Test("says what root would see more")
    func unprivileged() throws {
        let host = FakeHost([.listener("0.0.0.0", 14711, inode: 1, uid: 70)], user: 1000)
        #expect(
            try answer(host) == """
                desktop and system: 1 listener (ostia --all)

                1 listener, 0 owners named, 1 of other users
                root sees all: sudo ostia

                """)
    }

    @Test("is never wider than the terminal", arguments: [20, 40, 61, 80, 200])
    func width(_ width: Int) throws {
        for line in try answer(harbour(), all: true, width: width).split(separator: "\n") {
            #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
        }
    }
}
