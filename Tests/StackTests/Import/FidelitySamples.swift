/// Files with a bit of everything, whose reports are written down in full.
enum FidelitySamples {
    static let compose = """
        version: "3.9"
        name: shop
        x-logging: &logging { driver: local }
        services:
          db:
            image: postgres:16
            container_name: shop-db
            ports:
              - "5432:5432"
              - target: 9187
                published: "9187"
                host_ip: 127.0.0.1
            environment:
              POSTGRES_PASSWORD: ${PW:-secret}
            healthcheck:
              test: [CMD, pg_isready]
              interval: 5s
              retries: 10
            volumes:
              - data:/var/lib/postgresql/data
              - type: npipe
                source: x
                target: /y
            networks: [back]
            logging: *logging
            shm_size: 128m
          api:
            build: { context: . }
            depends_on:
              db: { condition: service_healthy, restart: true }
              cache: { condition: service_started, required: false }
            deploy:
              replicas: 2
              placement: { max_replicas_per_node: 1 }
            develop:
              watch:
                - { action: sync, path: ./src, target: /app }
            stop_signal: RTMIN+3
            expose: ["8000"]
          cache:
            image: redis:${TAG}
            restart: unless-stopped
            command: redis-server --save ''
            post_start: [{ command: x }]
          old.tool:
            image: tool
            env_file: { path: t.env, required: false }
            tty: true
            stdin_open: true
        networks: { back: {} }
        volumes: { data: {} }
        secrets: { s: { file: ./s } }
        """

    static let processCompose = """
        version: "0.5"
        is_strict: true
        log_level: debug
        env_cmds: { NOW: date }
        environment:
          - "A=1"
          - "not a name=2"
        vars: { NAME: shop }
        processes:
          db:
            command: "run {{.NAME}}"
            is_daemon: true
            shutdown: { signal: 2, parent_only: true }
            readiness_probe:
              http_get: { host: 127.0.0.1, port: 5432, path: / }
              initial_delay_seconds: 3
              success_threshold: 2
          api:
            command: serve $PORT
            depends_on:
              db: { condition: process_healthy }
              seed: { condition: process_completed }
            availability:
              restart: exit_on_failure
              backoff_seconds: 2
              exit_on_end: true
            namespace: web
            is_elevated: true
            schedule: { cron: "* * * * *" }
            log_location: api.log
            watch: { paths: [{ path: src, exclude: [x] }], debounce: 1s }
          seed:
            entrypoint: [seed, --all]
            disabled: true
            is_interactive: true
        """
}
