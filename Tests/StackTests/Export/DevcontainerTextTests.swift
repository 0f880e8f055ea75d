import Stack
import Testing

/// The whole text for a stack with everything in it.
@Suite struct DevcontainerTextTests {
    private func text(_ path: String) throws -> String {
        let fixture = try ExportFixture.makeFull()
        return Exporter.devcontainer(fixture.file, plan: fixture.plan).text(path)
    }

    @Test func json() throws {
        #expect(
            try text(".devcontainer/devcontainer.json") == #"""
                {
                  "name": "shop",
                  "image": "mcr.microsoft.com/devcontainers/base:bookworm",
                  "features": {
                    "ghcr.io/devcontainers/features/docker-in-docker:2": {}
                  },
                  "forwardPorts": [5432, 5000, 5678, 20003, 20004, 20006, 20007],
                  "portsAttributes": {
                    "5432": {
                      "label": "db",
                      "onAutoForward": "silent"
                    },
                    "5000": {
                      "label": "api http",
                      "onAutoForward": "notify"
                    },
                    "5678": {
                      "label": "api debug",
                      "onAutoForward": "silent"
                    },
                    "20003": {
                      "label": "web.1",
                      "onAutoForward": "notify"
                    },
                    "20004": {
                      "label": "web.2",
                      "onAutoForward": "notify"
                    },
                    "20006": {
                      "label": "stage",
                      "onAutoForward": "silent"
                    },
                    "20007": {
                      "label": "line",
                      "onAutoForward": "notify"
                    }
                  },
                  "postStartCommand": "ostia up --detach --wait"
                }

                """#)
    }

    @Test func losses() throws {
        let fixture = try ExportFixture.makeFull()
        let losses = Exporter.devcontainer(fixture.file, plan: fixture.plan).losses
        #expect(
            losses.map { "\($0.kind) \($0.subject): \($0.text)" }.joined(separator: "\n") == #"""
                lost dns.ports: editors forward TCP alone
                changed line.port: a lease of this work tree; fix the number in the stack file to be sure of it
                changed stage.port: a lease of this work tree; fix the number in the stack file to be sure of it
                changed web.1.port: a lease of this work tree; fix the number in the stack file to be sure of it
                changed web.2.port: a lease of this work tree; fix the number in the stack file to be sure of it
                changed migrate.run: the image must have /bin/sh; add a feature for it
                changed api.run: the image must have flask; add a feature for it
                changed web.1.run: the image must have npm; add a feature for it
                changed web.2.run: the image must have npm; add a feature for it
                changed dns.run: the image must have dnsmasq; add a feature for it
                changed stage.forward: the container needs the keys: mount ~/.ssh
                changed line.run: the image must have /bin/sh; add a feature for it
                """#)
    }
}
