import Testing

@testable import Stack

/// Every key of the table, whatever it is for.
@Suite("Keys of ostia.yaml") struct KeyTableTests {
    private static let lists: [(place: String, keys: [Shape.Key])] = [
        ("", KeyTable.top),
        ("services.a", KeyTable.service),
        ("container", KeyTable.container),
        ("port", KeyTable.port),
        ("check", KeyTable.check),
        ("http", KeyTable.http),
        ("stop", KeyTable.stop),
        ("log", KeyTable.log),
        ("rotation", KeyTable.rotation),
        ("env_file", KeyTable.environmentFile),
        ("needs", KeyTable.need),
    ]

    @Test("are named once in each map, in snake case")
    func names() {
        for list in Self.lists {
            let names = list.keys.map(\.name)
            #expect(Set(names).count == names.count, "\(list.place)")
            for name in names {
                #expect(name.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == UInt8(ascii: "_") }, "\(name)")
            }
        }
    }

    @Test("of a service refuse what is nothing of theirs, with their place", arguments: KeyTable.service)
    func wrongType(key: Shape.Key) {
        let run = KeyTable.kinds.contains(key) ? "" : "run: x, "
        let read = OstiaYAML.read("services:\n  a: { \(run)\(key.name): [[{ q: 1 }]] }\n", path: "/x")
        #expect(read.file == nil)
        #expect(read.errors.count >= 1)
        #expect(
            read.errors.allSatisfy { $0.subject.hasPrefix("services.a.\(key.name)") && $0.line == 2 }, "\(read.errors)")
    }

    @Test("of the file refuse what is nothing of theirs", arguments: KeyTable.top)
    func wrongTop(key: Shape.Key) {
        let services = key.name == "services" ? "" : "services: { a: x }\n"
        let read = OstiaYAML.read("\(key.name): [[{ q: 1 }]]\n\(services)", path: "/x")
        #expect(read.file == nil)
        #expect(read.errors.allSatisfy { $0.subject.hasPrefix(key.name) && $0.line == 1 }, "\(read.errors)")
    }

    @Test("are suggested for one letter too many, too few, or two swapped", arguments: KeyTable.service)
    func suggested(key: Shape.Key) {
        guard key.name.count > 3 else { return }
        var letters = Array(key.name)
        let names = KeyTable.service.map(\.name)
        let last = letters.removeLast()
        // `profile` and `profiles` are each a letter from the other and both right.
        let near = Set(names.filter { $0.hasPrefix(String(letters)) } + [key.name])
        #expect(Nearest.name(to: key.name + "x", among: names).map(near.contains) == true)
        #expect(Nearest.name(to: String(letters), among: names).map(near.contains) == true)
        letters.append(last)
        letters.swapAt(0, 1)
        #expect(Nearest.name(to: String(letters), among: names).map(near.contains) == true)
    }

    @Test("of other tools lead to keys that exist", arguments: KeyTable.foreign.sorted { $0.key < $1.key })
    func foreign(theirs: String, ours: String) {
        let names = Set((KeyTable.service + KeyTable.top).map(\.name))
        #expect(names.contains(String(ours.prefix { $0 != ":" })))
        #expect(!names.contains(theirs))
    }

    @Test("beginning with x- are the user's own, everywhere")
    func own() throws {
        let file = try file(
            """
            x-a: { b: [c] }
            services:
              a:
                run: x
                x-b: 1
                stop: { x-c: 1 }
                ports: { http: { x-d: 1 } }
            """)
        #expect(file.services[0].ports == [PortSpec("http", .auto)])
    }

    @Test(
        "left out give the defaults that the model names",
        arguments: [
            ("tty", "true"),
            ("restart", "never"),
            ("start_timeout", "1s"),
            ("instances", "2"),
            ("max_restarts", "1"),
            ("description", "d"),
            ("dir", "d"),
        ])
    func defaults(key: String, value: String) throws {
        let plain = try service("run: x")
        let said = try service("run: x", "\(key): \(value)")
        #expect(plain != said)
        var bare = ServiceSpec("a", .run("x"))
        bare.ports = [PortSpec("", .auto, isImplied: true)]
        #expect(plain == bare)
    }
}
