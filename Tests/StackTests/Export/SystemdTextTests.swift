import Stack
import Testing

/// The whole text for a stack with everything in it.
@Suite struct SystemdTextTests {
    private func text(_ path: String) throws -> String {
        let fixture = try ExportFixture.makeFull()
        return Exporter.systemd(fixture.file, plan: fixture.plan).text(path)
    }

    @Test func dbUnit() throws {
        #expect(
            try text("shop-main-1a2b-db.service") == #"""
                [Unit]
                Description=db of shop
                PartOf=shop-main-1a2b.target

                [Service]
                Type=exec
                WorkingDirectory=/w/shop
                EnvironmentFile=%h/.config/systemd/user/shop-main-1a2b-db.env
                ExecStart=/usr/bin/env docker run --rm --name shop-main-1a2b-db --label ostia.stack=shop-main-1a2b --label ostia.service=db --stop-signal INT --publish 127.0.0.1:5432:5432 --env API_KEY --env COMPOSE_PROJECT_NAME --env FROM_FILE --env OSTIA_SERVICE --env OSTIA_STACK --env PORT --env POSTGRES_PASSWORD --env SHARED --env STACK_TOKEN --volume shop-main-1a2b_data:/var/lib/postgresql/data --volume /w/shop/init:/init:ro --user 999 --cap-add NET_ADMIN --cap-add=SYS_TIME --privileged --unknown=3 postgres:16
                ExecStartPost=/bin/sh -c "until { pg_isready -U postgres\n}; do sleep 1; done"
                Restart=on-failure
                RestartSec=1
                TimeoutStartSec=60
                KillSignal=SIGINT
                TimeoutStopSec=1m

                [Install]
                WantedBy=shop-main-1a2b.target

                """#)
    }

    @Test func migrateUnit() throws {
        #expect(
            try text("shop-main-1a2b-migrate.service") == #"""
                [Unit]
                Description=migrate of shop
                After=shop-main-1a2b-db.service
                Requires=shop-main-1a2b-db.service
                PartOf=shop-main-1a2b.target

                [Service]
                Type=oneshot
                RemainAfterExit=yes
                WorkingDirectory=/w/shop
                EnvironmentFile=%h/.config/systemd/user/shop-main-1a2b-migrate.env
                ExecStart=/bin/sh -c "./migrate up && echo 100%%"
                Restart=no
                TimeoutStartSec=60
                TimeoutStopSec=10s

                [Install]
                WantedBy=shop-main-1a2b.target

                """#)
    }

    @Test func web1Unit() throws {
        #expect(
            try text("shop-main-1a2b-web.1.service") == #"""
                [Unit]
                Description=web.1 of shop
                After=shop-main-1a2b-api.service
                Requires=shop-main-1a2b-api.service
                PartOf=shop-main-1a2b.target

                [Service]
                Type=exec
                WorkingDirectory=/w/shop
                EnvironmentFile=%h/.config/systemd/user/shop-main-1a2b-web.1.env
                ExecStart=/usr/bin/env npm run "dev; x" "100%%" "$$HOME" "it's"
                ExecStartPost=/bin/sh -c "until ss -Hltn 'sport = :20003' | grep -q .; do sleep 1; done"
                Restart=on-failure
                RestartSec=1
                TimeoutStartSec=60
                TimeoutStopSec=10s
                SuccessExitStatus=143
                StandardOutput=append:/w/shop/web.log
                StandardError=inherit

                [Install]
                WantedBy=shop-main-1a2b.target

                """#)
    }

    @Test func dnsUnit() throws {
        #expect(
            try text("shop-main-1a2b-dns.service") == #"""
                [Unit]
                Description=dns of shop
                PartOf=shop-main-1a2b.target

                [Service]
                Type=exec
                WorkingDirectory=/w/shop
                EnvironmentFile=%h/.config/systemd/user/shop-main-1a2b-dns.env
                ExecStart=/usr/bin/env dnsmasq -k
                ExecStartPost=/bin/sh -c "until ss -Hlun 'sport = :5353' | grep -q .; do sleep 1; done"
                Restart=on-failure
                RestartSec=1
                TimeoutStartSec=60
                TimeoutStopSec=10s

                [Install]
                WantedBy=shop-main-1a2b.target

                """#)
    }

    @Test func stageUnit() throws {
        #expect(
            try text("shop-main-1a2b-stage.service") == #"""
                [Unit]
                Description=stage of shop
                PartOf=shop-main-1a2b.target

                [Service]
                Type=exec
                WorkingDirectory=/w/shop
                EnvironmentFile=%h/.config/systemd/user/shop-main-1a2b-stage.env
                ExecStart=/usr/bin/env ssh -N -L 127.0.0.1:20006:db.internal:5432 -o ExitOnForwardFailure=yes -o BatchMode=yes -o ServerAliveInterval=15 -o ServerAliveCountMax=3 -o ConnectTimeout=15 -S none -- bastion
                ExecStartPost=/bin/sh -c "until ss -Hltn 'sport = :20006' | grep -q .; do sleep 1; done"
                Restart=always
                RestartSec=1
                TimeoutStartSec=60
                TimeoutStopSec=10s

                [Install]
                WantedBy=shop-main-1a2b.target

                """#)
    }

    @Test func lineUnit() throws {
        #expect(
            try text("shop-main-1a2b-line.service") == #"""
                [Unit]
                Description=line of shop
                PartOf=shop-main-1a2b.target

                [Service]
                Type=exec
                WorkingDirectory=/w/shop
                EnvironmentFile=%h/.config/systemd/user/shop-main-1a2b-line.env
                ExecStart=/bin/sh -c "echo a; sleep 9"
                Restart=on-failure
                RestartSec=1
                TimeoutStartSec=60
                TimeoutStopSec=10s

                [Install]
                WantedBy=shop-main-1a2b.target

                """#)
    }

    @Test func target() throws {
        #expect(
            try text("shop-main-1a2b.target") == #"""
                [Unit]
                Description=The stack shop (main)
                Wants=shop-main-1a2b-db.service shop-main-1a2b-migrate.service shop-main-1a2b-api.service shop-main-1a2b-web.1.service shop-main-1a2b-web.2.service shop-main-1a2b-dns.service shop-main-1a2b-stage.service shop-main-1a2b-line.service

                [Install]
                WantedBy=default.target

                """#)
    }

    @Test func apiVariables() throws {
        #expect(
            try text("shop-main-1a2b-api.env") == #"""
                API_KEY="x\$y"
                CODE=0755
                COMPOSE_PROJECT_NAME=shop-main-1a2b
                DATABASE_URL=postgres://127.0.0.1:5432/shop
                DB_ADDRESS=127.0.0.1:5432
                DB_HOST=127.0.0.1
                DB_PORT=5432
                DB_URL=postgres://127.0.0.1:5432
                FROM_FILE="a b"
                HOST=127.0.0.1
                LINES="a
                b: c"
                ON=on
                OSTIA_SERVICE=api
                OSTIA_STACK=shop-main-1a2b
                PORT=5000
                PORT_DEBUG=5678
                PORT_HTTP=5000
                SHARED=yes
                STACK_TOKEN="t\$0k'en"
                services__db__postgres__0=postgres://127.0.0.1:5432

                """#)
    }

    @Test func losses() throws {
        let fixture = try ExportFixture.makeFull()
        let losses = Exporter.systemd(fixture.file, plan: fixture.plan).losses
        #expect(
            losses.map { "\($0.kind) \($0.subject): \($0.text)" }.joined(separator: "\n") == #"""
                changed migrate.needs: when one of them stops, it is stopped as well (Requires=)
                lost api.live: no unit is asked whether it still works
                lost api.watch: a changed file restarts nothing
                changed api.run: the program is looked for in the PATH of systemctl --user show-environment
                changed api.needs: when one of them stops, it is stopped as well (Requires=)
                lost web.1.log.rotation: logrotate does that
                lost web.1.tty: a unit has no terminal
                changed web.1.needs: when one of them stops, it is stopped as well (Requires=)
                lost web.2.log.rotation: logrotate does that
                lost web.2.tty: a unit has no terminal
                changed web.2.needs: when one of them stops, it is stopped as well (Requires=)
                changed dns.run: the program is looked for in the PATH of systemctl --user show-environment
                lost line.ready: systemd does not look at the output
                """#)
    }
}
