import Stack
import Testing

/// What is said of every line of a file, and what `ostia init` makes of it.
@Suite struct FidelityTests {
    private func report(_ read: ReadStackFile) -> String {
        read.remarks.map { "\($0.line) \($0.kind.rawValue) \($0.subject): \($0.text)" }.joined(separator: "\n")
    }

    private func initText(_ read: ReadStackFile) throws -> String {
        let adopted = try #require(read.file).adopted()
        return OstiaYAMLWriter.text(for: adopted.file, comments: read.remarks + adopted.remarks)
    }

    private let compose = ComposeImporter.read(FidelitySamples.compose, path: "/w/shop/compose.yaml")

    private let processCompose = ProcessComposeImporter.read(
        FidelitySamples.processCompose, path: "/w/shop/process-compose.yaml")

    @Test func composeIsReportedLineByLine() {
        #expect(
            report(compose) == #"""
                1 kept version: out of use; compose ignores it too
                2 kept name: name
                3 kept x-logging: an extension, used only where it is merged in
                4 kept services: services
                6 kept services.db.image: container
                7 changed services.db.container_name: the name follows project, work tree and service, so that two stacks can run
                8 kept services.db.ports: ports
                9 changed services.db.ports: 5432, on 127.0.0.1 only; compose opens it to the network
                10 kept services.db.ports: 9187
                13 kept services.db.environment: env
                15 changed services.db.healthcheck: ready, run inside the container and asked only until it holds
                16 kept services.db.healthcheck.test: 
                17 kept services.db.healthcheck.interval: interval
                18 kept services.db.healthcheck.retries: retries
                19 kept services.db.volumes: volumes
                21 lost services.db.volumes: a volume of type npipe
                24 lost services.db.networks: services meet on their published ports (DB_HOST, DB_PORT), not by container name
                25 lost services.db.logging: every run's log is kept: ostia logs
                26 kept services.db.shm_size: --shm-size
                28 changed services.api.build: the image shop-api; build it first: docker compose build api
                29 kept services.api.depends_on: needs
                30 changed services.api.depends_on.db: needs: ready; a restart of one does not restart the other
                31 kept services.api.depends_on.cache: needs: started
                32 kept services.api.deploy: instances, limits
                33 kept services.api.deploy.replicas: instances
                34 lost services.api.deploy.placement: for a cluster
                35 changed services.api.develop: watch: a change restarts the service; not known here: sync
                38 lost services.api.stop_signal: not a signal that ends a process
                39 lost services.api.expose: not published, so nobody outside a container reaches it; give it in `ports`
                41 warning : TAG is not set; empty was taken
                41 kept services.cache.image: container
                42 changed services.cache.restart: restart: always; what was stopped by hand stays stopped
                43 kept services.cache.command: the container's command
                44 lost services.cache.post_start: a hook inside the container; setup runs outside
                45 changed services.old.tool: called old-tool here
                46 kept services.old.tool.image: container
                47 kept services.old.tool.env_file: env_file
                48 kept services.old.tool.tty: tty
                49 changed services.old.tool.stdin_open: type into it with `ostia attach old-tool`
                50 lost networks: services meet on their published ports (DB_HOST, DB_PORT), not by container name
                51 changed volumes: the stack's name stands before a named volume, so that two work trees do not share it
                52 lost secrets: mount the file as a volume, or put the value into env_file
                """#)
    }

    @Test func composeAsOurOwn() throws {
        #expect(
            try initText(compose) == #"""
                # line 41: TAG is not set; empty was taken
                # line 50, networks: not taken over: services meet on their published ports (DB_HOST, DB_PORT), not by container name
                # line 51, volumes: the stack's name stands before a named volume, so that two work trees do not share it
                # line 52, secrets: not taken over: mount the file as a volume, or put the value into env_file

                name: shop
                env_file: []

                services:
                  # line 7, container_name: the name follows project, work tree and service, so that two stacks can run
                  # line 9, ports: 5432, on 127.0.0.1 only; compose opens it to the network
                  # line 15, healthcheck: ready, run inside the container and asked only until it holds
                  # line 21, volumes: not taken over: a volume of type npipe
                  # line 24, networks: not taken over: services meet on their published ports (DB_HOST, DB_PORT), not by container name
                  # line 25, logging: not taken over: every run's log is kept: ostia logs
                  db:
                    container:
                      image: postgres:16
                      volumes: ["data:/var/lib/postgresql/data"]
                      options: ["--shm-size", 128m]
                    port: { port: 5432, target: 5432 }
                    ports: { p9187: { port: 9187, target: 9187 } }
                    env:
                      POSTGRES_PASSWORD: secret
                    ready: { exec: pg_isready, interval: 5s, timeout: 30s, retries: 10 }
                    restart: never
                    start_timeout: none

                  # line 28, build: the image shop-api; build it first: docker compose build api
                  # line 30, depends_on.db: needs: ready; a restart of one does not restart the other
                  # line 34, deploy.placement: not taken over: for a cluster
                  # line 35, develop: watch: a change restarts the service; not known here: sync
                  # line 38, stop_signal: not taken over: not a signal that ends a process
                  # line 39, expose: not taken over: not published, so nobody outside a container reaches it; give it in `ports`
                  api:
                    container: shop-api
                    port: none
                    needs: { db: ready, cache: { condition: started, required: false } }
                    instances: 2
                    watch: ./src
                    restart: never
                    start_timeout: none

                  # line 42, restart: restart: always; what was stopped by hand stays stopped
                  # line 44, post_start: not taken over: a hook inside the container; setup runs outside
                  cache:
                    container:
                      image: "redis:"
                      command: [redis-server, "--save", ""]
                    port: none
                    restart: always
                    start_timeout: none

                  # line 45: called old-tool here
                  # line 49, stdin_open: type into it with `ostia attach old-tool`
                  old-tool:
                    container: tool
                    port: none
                    env_file: [{ path: t.env, required: false }]
                    restart: never
                    start_timeout: none
                    tty: true

                """#)
    }

    @Test func processComposeIsReportedLineByLine() {
        #expect(
            report(processCompose) == #"""
                1 kept version: the format's version
                2 kept is_strict: unknown keys are always named here
                3 lost log_level: a setting of that program's own output
                4 lost env_cmds: reading a file runs nothing; set the variable in `env`, or in `.env`
                5 kept environment: env of the file
                7 lost environment: `not a name` cannot name a variable
                8 changed vars: filled in where {{.NAME}} stands; nothing of it is left to change
                9 kept processes: services
                11 kept processes.db.command: run, with bash -c
                12 lost processes.db.is_daemon: a service stays in the foreground; what it leaves behind is ended with the stack
                13 kept processes.db.shutdown.signal: stop.signal: INT
                13 lost processes.db.shutdown.parent_only: the signal goes to the whole group, so that nothing is left
                13 changed processes.db.shutdown: stop; killed after 10s, there never
                14 changed processes.db.readiness_probe: ready; asked only until it holds, and a failure never restarts the service
                15 changed processes.db.readiness_probe.http_get: http; 5432 becomes a port of the service, and PORT of it
                16 changed processes.db.readiness_probe.initial_delay_seconds: asked at once; failures do not count for so long
                17 lost processes.db.readiness_probe.success_threshold: that program does not look at it either
                19 warning : PORT is not set; empty was taken
                19 kept processes.api.command: run, with bash -c
                20 kept processes.api.depends_on: needs
                21 kept processes.api.depends_on.db: ready
                22 changed processes.api.depends_on.seed: exited: it must have succeeded; there, any exit code would do
                23 kept processes.api.availability: restart
                24 changed processes.api.availability.restart: restart: never; one failure does not end the others
                25 changed processes.api.availability.backoff_seconds: the pause doubles with each restart and starts anew once it has stayed up
                26 lost processes.api.availability.exit_on_end: one service's end does not end the others
                27 lost processes.api.namespace: name the services instead: ostia up SERVICE…
                28 lost processes.api.is_elevated: nothing here runs as another user; write sudo into the command
                29 lost processes.api.schedule: no schedules; a systemd timer or cron runs it
                30 kept processes.api.log_location: log
                31 changed processes.api.watch: watch, without debounce, exclude
                33 kept processes.seed.entrypoint: exec: started without a shell
                34 changed processes.seed.disabled: part of the profile `disabled`; or start it by name
                35 changed processes.seed.is_interactive: tty: type into it with `ostia attach seed`
                """#)
    }

    @Test func processComposeAsOurOwn() throws {
        #expect(
            try initText(processCompose) == #"""
                # line 3, log_level: not taken over: a setting of that program's own output
                # line 4, env_cmds: not taken over: reading a file runs nothing; set the variable in `env`, or in `.env`
                # line 7, environment: not taken over: `not a name` cannot name a variable
                # line 8, vars: filled in where {{.NAME}} stands; nothing of it is left to change
                # line 19: PORT is not set; empty was taken

                env:
                  A: "1"
                env_file: []

                services:
                  # line 12, is_daemon: not taken over: a service stays in the foreground; what it leaves behind is ended with the stack
                  # line 13, shutdown.parent_only: not taken over: the signal goes to the whole group, so that nothing is left
                  # line 13, shutdown: stop; killed after 10s, there never
                  # line 14, readiness_probe: ready; asked only until it holds, and a failure never restarts the service
                  # line 15, readiness_probe.http_get: http; 5432 becomes a port of the service, and PORT of it
                  # line 16, readiness_probe.initial_delay_seconds: asked at once; failures do not count for so long
                  # line 17, readiness_probe.success_threshold: not taken over: that program does not look at it either
                  db:
                    run: run shop
                    port: 5432
                    shell: bash
                    env_file: [{ path: .env, required: false }]
                    ready: { http: /, status: 200, interval: 10s, timeout: 1s, start_period: 3s }
                    restart: never
                    start_timeout: none
                    stop: INT

                  # line 22, depends_on.seed: exited: it must have succeeded; there, any exit code would do
                  # line 24, availability.restart: restart: never; one failure does not end the others
                  # line 25, availability.backoff_seconds: the pause doubles with each restart and starts anew once it has stayed up
                  # line 26, availability.exit_on_end: not taken over: one service's end does not end the others
                  # line 27, namespace: not taken over: name the services instead: ostia up SERVICE…
                  # line 28, is_elevated: not taken over: nothing here runs as another user; write sudo into the command
                  # line 29, schedule: not taken over: no schedules; a systemd timer or cron runs it
                  # line 31, watch: watch, without debounce, exclude
                  api:
                    run: serve
                    port: none
                    shell: bash
                    needs: { db: ready, seed: exited }
                    env_file: [{ path: .env, required: false }]
                    watch: src
                    restart: never
                    start_timeout: none
                    log: api.log

                  # line 34, disabled: part of the profile `disabled`; or start it by name
                  # line 35, is_interactive: tty: type into it with `ostia attach seed`
                  seed:
                    run: [seed, "--all"]
                    port: none
                    env_file: [{ path: .env, required: false }]
                    profile: disabled
                    restart: never
                    start_timeout: none
                    tty: true

                """#)
    }

    @Test func whatWasWrittenReadsBack() throws {
        for read in [compose, processCompose] {
            var (file, _) = try #require(read.file).adopted()
            let again = OstiaYAML.read(try initText(read), path: "/w/shop/ostia.yaml")
            #expect(again.errors == [])
            file.path = "/w/shop/ostia.yaml"
            #expect(again.file == file)
        }
    }
}
