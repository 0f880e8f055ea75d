import Testing

@testable import Stack

@Suite struct PublishedAddressTests {
    private func words(_ text: String, _ name: String, host: String? = nil) throws -> [String] {
        try #require(try plan(input(file(text)))[name]).published(host: host).map { "\($0.name)=\($0.value)" }
    }

    @Test func tellsWhereItIs() throws {
        let text =
            "services: { db: { run: postgres, ports: { main: 5432, my-admin: 8080 } }, job: { run: x, port: none } }"
        #expect(
            try words(text, "db") == [
                "HOST=127.0.0.1", "PORT=5432", "ADDRESS=127.0.0.1:5432", "URL=postgres://127.0.0.1:5432",
                "PORT_MAIN=5432", "PORT_MY_ADMIN=8080",
            ])
        #expect(try words(text, "db", host: "host.docker.internal")[3] == "URL=postgres://host.docker.internal:5432")
        #expect(try words(text, "job") == [])
    }

    @Test(arguments: [("web", "db api web"), ("db", "db"), ("other", "other"), ("nobody", "")])
    func knowsWhatIsNeeded(_ name: String, _ names: String) throws {
        let text = "services: { db: x, api: { run: x, needs: db }, web: { run: x, needs: api }, other: x }"
        let plan = try plan(input(file(text)))
        #expect(plan.withNeeds(of: [name]).map { plan.services[$0].name }.joined(separator: " ") == names)
    }
}
