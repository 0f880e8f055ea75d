import Stack
import Testing

/// The whole text for a stack with everything in it.
@Suite struct ProcfileTextTests {
    private func text(_ path: String) throws -> String {
        let fixture = try ExportFixture.makeFull()
        return Exporter.procfile(fixture.file, plan: fixture.plan).text(path)
    }

    @Test func procfile() throws {
        #expect(
            try text("Procfile") == #"""
                db: exec env 'API_KEY=x$y' 'FROM_FILE=a b' OSTIA_SERVICE=db PORT=5432 'POSTGRES_PASSWORD=p$w #1' 'STACK_TOKEN=t$0k'\''en' docker run --rm --name shop-main-1a2b-db --label ostia.stack=shop-main-1a2b --label ostia.service=db --stop-signal INT --publish 127.0.0.1:5432:5432 --env API_KEY --env COMPOSE_PROJECT_NAME --env FROM_FILE --env OSTIA_SERVICE --env OSTIA_STACK --env PORT --env POSTGRES_PASSWORD --env SHARED --env STACK_TOKEN --volume shop-main-1a2b_data:/var/lib/postgresql/data --volume /w/shop/init:/init:ro --user 999 --cap-add NET_ADMIN --cap-add=SYS_TIME --privileged --unknown=3 postgres:16
                migrate: exec env 'API_KEY=x$y' DB_ADDRESS=127.0.0.1:5432 DB_HOST=127.0.0.1 DB_PORT=5432 DB_URL=postgres://127.0.0.1:5432 'FROM_FILE=a b' OSTIA_SERVICE=migrate 'STACK_TOKEN=t$0k'\''en' services__db__postgres__0=postgres://127.0.0.1:5432 /bin/sh -c './migrate up && echo 100%'
                api: sh ./Procfile.api.sh
                web-1: exec env API_ADDRESS=127.0.0.1:5000 API_HOST=127.0.0.1 API_HTTP=http://127.0.0.1:5000 'API_KEY=x$y' API_PORT=5000 API_PORT_DEBUG=5678 API_PORT_HTTP=5000 API_URL=http://127.0.0.1:5000 'FROM_FILE=a b' HOST=127.0.0.1 OSTIA_SERVICE=web.1 PORT=20003 'STACK_TOKEN=t$0k'\''en' services__api__debug__0=tcp://127.0.0.1:5678 services__api__http__0=http://127.0.0.1:5000 npm run 'dev; x' 100% '$HOME' 'it'\''s'
                web-2: exec env API_ADDRESS=127.0.0.1:5000 API_HOST=127.0.0.1 API_HTTP=http://127.0.0.1:5000 'API_KEY=x$y' API_PORT=5000 API_PORT_DEBUG=5678 API_PORT_HTTP=5000 API_URL=http://127.0.0.1:5000 'FROM_FILE=a b' HOST=127.0.0.1 OSTIA_SERVICE=web.2 PORT=20004 'STACK_TOKEN=t$0k'\''en' services__api__debug__0=tcp://127.0.0.1:5678 services__api__http__0=http://127.0.0.1:5000 npm run 'dev; x' 100% '$HOME' 'it'\''s'
                dns: exec env 'API_KEY=x$y' 'FROM_FILE=a b' HOST=127.0.0.1 OSTIA_SERVICE=dns PORT=5353 PORT_DNS=5353 'STACK_TOKEN=t$0k'\''en' dnsmasq -k
                stage: exec env 'API_KEY=x$y' 'FROM_FILE=a b' HOST=127.0.0.1 OSTIA_SERVICE=stage PORT=20006 'STACK_TOKEN=t$0k'\''en' ssh -N -L 127.0.0.1:20006:db.internal:5432 -o ExitOnForwardFailure=yes -o BatchMode=yes -o ServerAliveInterval=15 -o ServerAliveCountMax=3 -o ConnectTimeout=15 -S none -- bastion
                line: exec env 'API_KEY=x$y' 'FROM_FILE=a b' HOST=127.0.0.1 OSTIA_SERVICE=line PORT=20007 'STACK_TOKEN=t$0k'\''en' /bin/sh -c 'echo a; sleep 9'

                """#)
    }

    @Test func script() throws {
        #expect(
            try text("Procfile.api.sh") == #"""
                cd /w/shop/api && pip install -r requirements.txt && echo $HOME && exec env 'API_KEY=x$y' CODE=0755 DATABASE_URL=postgres://127.0.0.1:5432/shop DB_ADDRESS=127.0.0.1:5432 DB_HOST=127.0.0.1 DB_PORT=5432 DB_URL=postgres://127.0.0.1:5432 'FROM_FILE=a b' HOST=127.0.0.1 'LINES=a
                b: c' ON=on OSTIA_SERVICE=api PORT=5000 PORT_DEBUG=5678 PORT_HTTP=5000 'STACK_TOKEN=t$0k'\''en' services__db__postgres__0=postgres://127.0.0.1:5432 flask --app api run --host 127.0.0.1 --port 5000

                """#)
    }

    @Test func losses() throws {
        let fixture = try ExportFixture.makeFull()
        let losses = Exporter.procfile(fixture.file, plan: fixture.plan).losses
        #expect(
            losses.map { "\($0.kind) \($0.subject): \($0.text)" }.joined(separator: "\n") == #"""
                lost db.ready: nobody waits for anybody
                lost db.restart: the end of one ends them all
                lost db.stop: TERM, and KILL after foreman's 5 seconds
                lost migrate.needs: all start at once
                changed api.run: a command of several lines, in a file of its own
                lost api.needs: all start at once
                lost api.ready: nobody waits for anybody
                lost api.live: nothing is started again
                lost api.restart: the end of one ends them all
                lost api.stop: TERM, and KILL after foreman's 5 seconds
                lost api.watch: a changed file restarts nothing
                changed api.setup: run before the command, on each start
                lost web.1.needs: all start at once
                lost web.1.restart: the end of one ends them all
                lost web.1.log: the output goes to the terminal
                lost web.1.tty: overmind has terminals, foreman does not
                lost web.2.needs: all start at once
                lost web.2.restart: the end of one ends them all
                lost web.2.log: the output goes to the terminal
                lost web.2.tty: overmind has terminals, foreman does not
                lost dns.restart: the end of one ends them all
                lost stage.restart: the end of one ends them all
                lost line.ready: nobody waits for anybody
                lost line.restart: the end of one ends them all
                """#)
    }
}
