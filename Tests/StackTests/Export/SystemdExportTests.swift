import TestSupport
import Testing

@testable import Stack

@Suite struct SystemdExportTests {
    private func full() throws -> ExportResult {
        let fixture = try ExportFixture.makeFull()
        return Exporter.systemd(fixture.file, plan: fixture.plan)
    }

    private func lines(_ result: ExportResult, _ service: String) -> [String] {
        result.text("shop-main-1a2b-\(service).service").split(separator: "\n").map(String.init)
    }

    @Test func aUnit() throws {
        #expect(
            try full().text("shop-main-1a2b-api.service") == """
                [Unit]
                Description=The API: it answers
                After=shop-main-1a2b-db.service
                Requires=shop-main-1a2b-db.service
                After=shop-main-1a2b-migrate.service
                Requires=shop-main-1a2b-migrate.service
                PartOf=shop-main-1a2b.target
                StartLimitIntervalSec=10min
                StartLimitBurst=6

                [Service]
                Type=exec
                WorkingDirectory=/w/shop/api
                EnvironmentFile=%h/.config/systemd/user/shop-main-1a2b-api.env
                ExecStartPre=/bin/sh -c "pip install -r requirements.txt"
                ExecStartPre=/bin/sh -c "echo $$HOME"
                ExecStart=/usr/bin/env flask --app api run --host 127.0.0.1 --port 5000
                ExecStartPost=/bin/sh -c "until curl -fsS -o /dev/null http://127.0.0.1:5000/health; do sleep 1; done"
                ExecStop=-/bin/sh -c "curl -s localhost/bye"
                Restart=on-failure
                RestartSec=1
                TimeoutStartSec=60
                KillSignal=SIGQUIT
                TimeoutStopSec=10s

                [Install]
                WantedBy=shop-main-1a2b.target

                """)
    }

    @Test func theOtherUnits() throws {
        let result = try full()
        let migrate = lines(result, "migrate")
        #expect(migrate.contains("Type=oneshot"))
        #expect(migrate.contains("RemainAfterExit=yes"))
        #expect(migrate.contains("Restart=no"))
        #expect(migrate.contains(#"ExecStart=/bin/sh -c "./migrate up && echo 100%%""#))
        let web = lines(result, "web.2")
        #expect(web.contains(#"ExecStart=/usr/bin/env npm run "dev; x" "100%%" "$$HOME" "it's""#))
        #expect(web.contains("SuccessExitStatus=143"))
        #expect(web.contains("StandardOutput=append:/w/shop/web.log"))
        #expect(lines(result, "db").contains { $0.hasPrefix("ExecStart=/usr/bin/env docker run --rm") })
        #expect(lines(result, "stage").contains { $0.contains("ssh -N -L 127.0.0.1:") })
        #expect(lines(result, "dns").contains { $0.contains("ss -Hlun 'sport = :5353'") })
        // Nothing waits for a port that is only offered.
        #expect(!lines(result, "line").contains { $0.hasPrefix("ExecStartPost") })
    }

    @Test func theTargetHasAllOfThem() throws {
        let result = try full()
        let units = result.files.map(\.path).filter { $0.hasSuffix(".service") }
        #expect(units.count == 8)
        #expect(result.text("shop-main-1a2b.target").contains("Wants=\(units.joined(separator: " "))\n"))
        #expect(result.next.hasSuffix("systemctl --user start shop-main-1a2b.target"))
    }

    @Test func lossesAreSaid() throws {
        let result = try full()
        for subject in ["api.live", "api.watch", "web.1.tty", "web.1.log.rotation", "line.ready"] {
            #expect(result.loss(subject) == .lost, "\(subject)")
        }
        for subject in ["api.needs", "api.run"] { #expect(result.loss(subject) == .changed, "\(subject)") }
    }

    @Test(arguments: [
        ("plain", "plain"), ("", "\"\""), ("a b", "\"a b\""), ("100%", "\"100%%\""), ("$HOME", "\"$$HOME\""),
        ("it's", "\"it's\""), ("say \"x\"", "\"say \\\"x\\\"\""), ("a\\b", "\"a\\\\b\""), ("a\nb", "\"a\\nb\""),
        (";", "\";\""),
        ("\u{1}", "\"\\x01\""),
    ])
    func words(word: String, text: String) { #expect(SystemdText.word(word) == text) }

    @Test(arguments: [
        ("plain", "plain"), ("a b", "\"a b\""), ("$x", "\"\\$x\""), ("a\"b", "\"a\\\"b\""), ("a\\", "\"a\\\\\""),
        ("100%", "100%"),
    ])
    func variables(value: String, text: String) { #expect(SystemdText.environment(value) == text) }

    /// The real program loads every unit, and names what it does not know.
    @Test(.requires("systemd-analyze")) func systemdItselfTakesThem() throws {
        let folder = TemporaryFolder()
        let result = try full()
        result.write(to: folder)
        folder.makeFolder("run")
        let units = result.files.map(\.path).filter { !$0.hasSuffix(".env") }
        func verify(_ units: [String]) throws -> CommandResult {
            try Command.run(
                "systemd-analyze", ["--user", "verify"] + units.map { "./\($0)" },
                environment: ["XDG_RUNTIME_DIR": folder("run")], directory: folder.path)
        }
        let verified = try verify(units)
        #expect(verified.code == 0, "\(verified.error)")
        #expect(verified.error == "")
        // That it would have said something.
        folder.write("bad.service", "[Service]\nExecStart=/bin/true\nNonsense=1\n")
        #expect(try verify(["bad.service"]).error.contains("Nonsense"))
    }
}
