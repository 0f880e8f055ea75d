/// Every key of ostia.yaml: what the reader knows, what it suggests for a mistyped one, and what the schema says.
enum KeyTable {
    static let top: [Shape.Key] = [
        .init("name", .text, "The project's name; the folder's when it is left out."),
        .init("services", .map(.named("service")), "What runs, by name.", isRequired: true),
        .init("env", .named("environment"), "Variables that every service gets."),
        .init(
            "env_file", .named("environment_files"),
            "Dotenv files that every service gets; .env, if there is one, when this is left out."),
        .init(
            "dotenv_wins", .flag,
            "Whether dotenv files win over the environment of whoever starts the stack, as with foreman."),
    ]

    static let service: [Shape.Key] =
        kinds + [
            .init("description", .text, "One line for people."),
            .init(
                "port", .either([.named("port"), .word(["none"])]),
                "Its main port: a number, a range or auto (the default for what runs on this machine); none for none."),
            .init(
                "ports", .map(.named("port")), "Its ports by name, the main one first."),
            .init("host", .text, "The address to listen on; 127.0.0.1 by default. Anything wider is warned about."),
            .init("dir", .text, "The folder it runs in, relative to the file's."),
            .init("env", .named("environment"), "Variables that only this service gets."),
            .init("env_file", .named("environment_files"), "Dotenv files that only this service gets."),
            .init("shell", .texts(), "The shell for `run`, such as bash; /bin/sh by default."),
            .init("needs", .named("needs"), "What must have come so far before it starts."),
            .init("ready", .named("check"), "What must hold, beyond its listeners, before it counts as ready."),
            .init("live", .named("check"), "What must go on to hold; when it fails the service is started again."),
            .init("instances", .count(0...100), "How many of it run; 1 by default."),
            .init("profile", .texts(), "It runs only when one of these profiles is asked for."),
            .init("profiles", .texts(), "The same as profile."),
            .init("watch", .texts(), "Folders and globs whose change starts it again."),
            .init(
                "restart", .word(ServiceSpec.RestartPolicy.allCases.map(\.rawValue)),
                "When it is started again; on-failure by default."),
            .init("max_restarts", .count(0...1_000_000), "Restarts in a row before it is given up."),
            .init(
                "start_timeout", .either([.duration, .word(["none"])]),
                "How long it may take to be ready; 60s by default."),
            .init("stop", .either([.text, .object(stop)]), "How it is stopped."),
            .init("setup", .texts(), "Commands that run to their end before its first start."),
            .init("log", .either([.text, .object(log)]), "Where its output is kept beside the run's log."),
            .init("tty", .flag, "Whether it gets a terminal."),
            .init("success_codes", .list(.count(0...255)), "Exit codes beside 0 that are no failure."),
        ]

    static let kinds: [Shape.Key] = [
        .init("run", .texts(), "A command line for the shell, or a list: a program and its arguments without a shell."),
        .init("container", .either([.text, .object(container)]), "An image for docker or podman."),
        .init(
            "forward", .text, "ssh://[user@]host[:port]/target:port or kubectl://[context/]namespace/kind/name:port."),
    ]

    static let container: [Shape.Key] = [
        .init("image", .text, "The image.", isRequired: true),
        .init("command", .texts(), "The words behind the image."),
        .init("entrypoint", .texts(), "Replaces the image's entry point."),
        .init("volumes", .texts(), "SOURCE:TARGET[:MODE], a relative source from the file's folder."),
        .init("options", .texts(), "Further options of docker run."),
    ]

    static let port: [Shape.Key] = [
        .init("port", .named("port"), "The number on this machine; auto by default."),
        .init("target", .count(1...65535), "The port inside the container."),
        .init("host", .text, "The address, where it differs from the service's."),
        .init("transport", .word(["tcp", "udp"]), "tcp by default."),
    ]

    static let checkKinds: [Shape.Key] = [
        .init("tcp", .either([.flag, .text, .nothing]), "The port accepts connections; a name of one of its ports."),
        .init("http", .either([.text, .object(http), .nothing]), "A GET of this path gives a status below 400."),
        .init("exec", .text, "A command ends with 0."),
        .init("log", .text, "A line of the output holds this text."),
    ]

    static let http: [Shape.Key] = [
        .init("path", .text, "The path, / by default."),
        .init("status", .count(100...599), "The one status that is right."),
        .init("port", .text, "Which of its ports."),
    ]

    static let check: [Shape.Key] =
        checkKinds + [
            .init("status", .count(100...599), "The one HTTP status that is right."),
            .init("port", .text, "Which of its ports, by name."),
            .init("interval", .duration, "Between two tries; 1s by default."),
            .init("timeout", .duration, "That one try may take; 2s by default."),
            .init("retries", .count(1...1000), "Failures in a row until live has failed; 3 by default."),
            .init("start_period", .duration, "After the start, in which failures do not count."),
        ]

    static let stop: [Shape.Key] = [
        .init("signal", .text, "TERM by default."),
        .init("grace", .duration, "From the signal until SIGKILL; 10s by default."),
        .init("before", .text, "A command that runs before the signal is sent."),
    ]

    static let log: [Shape.Key] = [
        .init("file", .text, "A file of its own, relative to the file's folder."),
        .init("rotation", .either([.size, .object(rotation)]), "When that file is put aside."),
    ]

    static let rotation: [Shape.Key] = [
        .init("size", .size, "Bytes until a new one is begun, such as 10MB.", isRequired: true),
        .init("keep", .count(0...1000), "How many put aside are kept; 3 by default."),
    ]

    static let environmentFile: [Shape.Key] = [
        .init("path", .text, "The file.", isRequired: true),
        .init("required", .flag, "Whether it must be there; true by default."),
        .init("format", .word(["dotenv", "raw"]), "raw: everything behind = as it stands."),
    ]

    static let need: [Shape.Key] = [
        .init("condition", .word(Need.Condition.allCases.map(\.rawValue)), "ready by default."),
        .init("required", .flag, "Whether the stack cannot do without it; true by default."),
    ]

    /// Keys of other tools' files, and what to write here.
    static let foreign: [String: String] = [
        "depends_on": "needs", "command": "run", "cmd": "run", "image": "container", "environment": "env",
        "working_dir": "dir", "cwd": "dir", "directory": "dir", "healthcheck": "ready", "readiness_probe": "ready",
        "liveness_probe": "live", "readinessprobe": "ready", "livenessprobe": "live", "replicas": "instances",
        "scale": "instances", "formation": "instances", "processes": "services", "env_files": "env_file",
        "dotenv": "env_file", "stop_signal": "stop: { signal: … }", "stop_grace_period": "stop: { grace: … }",
        "availability": "restart", "init": "setup", "prepare": "setup", "is_tty": "tty",
        "success_exit_codes": "success_codes", "address": "host", "bind": "host", "project": "name",
        "wait_for": "needs", "log_location": "log", "volumes": "container: { volumes: … }",
        "entrypoint": "container: { entrypoint: … }", "shutdown": "stop", "health": "ready", "tunnel": "forward",
    ]
}
