import Stack
import Testing

/// The whole text for a stack with everything in it.
@Suite struct ComposeTextTests {
    private func text(_ path: String) throws -> String {
        let fixture = try ExportFixture.makeFull()
        return Exporter.compose(fixture.file, plan: fixture.plan).text(path)
    }

    @Test func composeYAML() throws {
        #expect(
            try text("compose.yaml") == #"""
                services:
                  db:
                    image: postgres:16
                    environment:
                      API_KEY: ${API_KEY}
                      FROM_FILE: ${FROM_FILE}
                      PORT: "5432"
                      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}
                      SHARED: "yes"
                      STACK_TOKEN: ${STACK_TOKEN}
                    ports:
                      - 127.0.0.1:${DB_PUBLISHED}:5432
                    healthcheck:
                      test: [CMD-SHELL, pg_isready -U postgres]
                      interval: 1s
                      timeout: 2s
                      retries: 60
                    restart: on-failure
                    stop_signal: SIGINT
                    stop_grace_period: 1m
                    volumes:
                      - data:/var/lib/postgresql/data
                      - ./init:/init:ro
                    user: "999"
                    privileged: true
                    cap_add:
                      - NET_ADMIN
                      - SYS_TIME

                  migrate:
                    image: ${MIGRATE_IMAGE}
                    command: [/bin/sh, "-c", ./migrate up && echo 100%]
                    environment:
                      API_KEY: ${API_KEY}
                      DB_ADDRESS: db:5432
                      DB_HOST: db
                      DB_PORT: "5432"
                      DB_URL: postgres://db:5432
                      FROM_FILE: ${FROM_FILE}
                      SHARED: "yes"
                      STACK_TOKEN: ${STACK_TOKEN}
                      services__db__postgres__0: postgres://db:5432
                    depends_on:
                      db: { condition: service_healthy }

                  api-setup:
                    image: ${API_IMAGE}
                    command: [/bin/sh, "-c", pip install -r requirements.txt && echo $$HOME]
                    environment:
                      API_KEY: ${API_KEY}
                      CODE: "0755"
                      DATABASE_URL: postgres://db:5432/shop
                      DB_ADDRESS: db:5432
                      DB_HOST: db
                      DB_PORT: "5432"
                      DB_URL: postgres://db:5432
                      FROM_FILE: ${FROM_FILE}
                      HOST: 0.0.0.0
                      LINES: |-
                        a
                        b: c
                      "ON": "on"
                      PORT: "5000"
                      PORT_DEBUG: "5678"
                      PORT_HTTP: "5000"
                      SHARED: "yes"
                      STACK_TOKEN: ${STACK_TOKEN}
                      services__db__postgres__0: postgres://db:5432
                    depends_on:
                      db: { condition: service_healthy }
                      migrate: { condition: service_completed_successfully }

                  # The API: it answers
                  api:
                    image: ${API_IMAGE}
                    command: [flask, "--app", api, run, "--host", 0.0.0.0, "--port", "5000"]
                    environment:
                      API_KEY: ${API_KEY}
                      CODE: "0755"
                      DATABASE_URL: postgres://db:5432/shop
                      DB_ADDRESS: db:5432
                      DB_HOST: db
                      DB_PORT: "5432"
                      DB_URL: postgres://db:5432
                      FROM_FILE: ${FROM_FILE}
                      HOST: 0.0.0.0
                      LINES: |-
                        a
                        b: c
                      "ON": "on"
                      PORT: "5000"
                      PORT_DEBUG: "5678"
                      PORT_HTTP: "5000"
                      SHARED: "yes"
                      STACK_TOKEN: ${STACK_TOKEN}
                      services__db__postgres__0: postgres://db:5432
                    depends_on:
                      db: { condition: service_healthy }
                      migrate: { condition: service_completed_successfully }
                      api-setup: { condition: service_completed_successfully }
                    ports:
                      - 127.0.0.1:${API_HTTP_PUBLISHED}:5000
                      - 127.0.0.1:${API_DEBUG_PUBLISHED}:5678
                    healthcheck:
                      test:
                        - CMD-SHELL
                        - wget -q -O /dev/null http://127.0.0.1:5000/health || curl -fsS -o /dev/null http://127.0.0.1:5000/health
                      interval: 1s
                      timeout: 2s
                      retries: 60
                    restart: on-failure:5
                    stop_signal: SIGQUIT

                  web:
                    image: ${WEB_IMAGE}
                    command: [npm, run, dev; x, "100%", $$HOME, it's]
                    environment:
                      API_ADDRESS: api:5000
                      API_HOST: api
                      API_HTTP: http://api:5000
                      API_KEY: ${API_KEY}
                      API_PORT: "5000"
                      API_PORT_DEBUG: "5678"
                      API_PORT_HTTP: "5000"
                      API_URL: http://api:5000
                      FROM_FILE: ${FROM_FILE}
                      HOST: 0.0.0.0
                      PORT: "20003"
                      SHARED: "yes"
                      STACK_TOKEN: ${STACK_TOKEN}
                      services__api__debug__0: tcp://api:5678
                      services__api__http__0: http://api:5000
                    depends_on:
                      api: { condition: service_healthy }
                    ports:
                      - 127.0.0.1:${WEB_PUBLISHED}:20003
                    restart: on-failure
                    tty: true
                    stdin_open: true
                    deploy:
                      replicas: 2

                  dns:
                    image: ${DNS_IMAGE}
                    command: [dnsmasq, "-k"]
                    environment:
                      API_KEY: ${API_KEY}
                      FROM_FILE: ${FROM_FILE}
                      HOST: 0.0.0.0
                      PORT: "5353"
                      PORT_DNS: "5353"
                      SHARED: "yes"
                      STACK_TOKEN: ${STACK_TOKEN}
                    ports:
                      - 127.0.0.1:${DNS_DNS_PUBLISHED}:5353/udp
                    restart: on-failure

                  line:
                    image: ${LINE_IMAGE}
                    command: [/bin/sh, "-c", echo a; sleep 9]
                    environment:
                      API_KEY: ${API_KEY}
                      FROM_FILE: ${FROM_FILE}
                      HOST: 0.0.0.0
                      PORT: "20007"
                      SHARED: "yes"
                      STACK_TOKEN: ${STACK_TOKEN}
                    ports:
                      - 127.0.0.1:${LINE_PUBLISHED}:20007
                    restart: on-failure

                volumes:
                  data: {}

                """#)
    }

    @Test func dotenv() throws {
        #expect(
            try text(".env") == #"""
                COMPOSE_PROJECT_NAME=shop
                API_KEY='x$y'
                FROM_FILE='a b'
                POSTGRES_PASSWORD='p$w #1'
                STACK_TOKEN='t$0k\'en'
                DB_PUBLISHED=5432
                MIGRATE_IMAGE=shop-migrate:latest
                API_IMAGE=shop-api:latest
                API_HTTP_PUBLISHED=5000
                API_DEBUG_PUBLISHED=5678
                WEB_IMAGE=shop-web:latest
                WEB_PUBLISHED=20003-20004
                DNS_IMAGE=shop-dns:latest
                DNS_DNS_PUBLISHED=5353
                LINE_IMAGE=shop-line:latest
                LINE_PUBLISHED=20007

                """#)
    }

    @Test func losses() throws {
        let fixture = try ExportFixture.makeFull()
        let losses = Exporter.compose(fixture.file, plan: fixture.plan).losses
        #expect(
            losses.map { "\($0.kind) \($0.subject): \($0.text)" }.joined(separator: "\n") == #"""
                lost api.watch: a changed file restarts nothing
                changed api.dir: the image's working directory must be what api was
                lost web.log: the engine keeps the output
                lost web.success_codes: only 0 is success
                lost stage.forward: a tunnel with this user's keys; give the others the address itself
                lost db.container.options: --unknown=3: no key of compose is known for it
                changed migrate.run: it runs in an image, which must hold the program and the project's files: MIGRATE_IMAGE in .env
                changed api.run: it runs in an image, which must hold the program and the project's files: API_IMAGE in .env
                changed api.setup: the service api-setup, which runs before every start
                lost api.live: compose restarts nothing that is unhealthy
                changed api.ready: asked by wget or curl, one of which the image must have
                changed api.ready: any status below 400 will do
                lost api.stop.before: compose sends the signal alone (5.0 knows pre_stop)
                changed web.run: it runs in an image, which must hold the program and the project's files: WEB_IMAGE in .env
                changed dns.run: it runs in an image, which must hold the program and the project's files: DNS_IMAGE in .env
                changed line.run: it runs in an image, which must hold the program and the project's files: LINE_IMAGE in .env
                lost line.ready: compose does not look at the output
                """#)
    }
}
