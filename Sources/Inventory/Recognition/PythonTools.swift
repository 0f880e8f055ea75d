extension PythonPrograms {
    /// Modules and entry points by name.
    static let tools: [Rule] = [
        Rule(["flask"], "flask", "Flask", .devServer) { $0.value("--app", "-A") ?? $0.facts.environment("FLASK_APP") },
        Rule(["manage.py", "django-admin", "django"]) { django($0) },
        Rule([
            "uvicorn", "hypercorn", "daphne", "granian", "gunicorn", "waitress-serve", "waitress", "uwsgi", "fastapi",
        ]) { server($0) },
        Rule(["http.server", "SimpleHTTPServer", "RangeHTTPServer"]) { httpServer($0) },
        Rule(["jupyter", "jupyter-lab", "jupyter-notebook", "jupyter-server", "jupyterlab", "notebook", "jupyterhub"]) {
            jupyter($0)
        },
        Rule(["ipykernel_launcher", "ipykernel"], "jupyter-kernel", "Jupyter kernel", .application) { _ in "Python" },
        Rule(["streamlit"], "streamlit", "Streamlit", .devServer) { $0.positionals().first { $0.hasSuffix(".py") } },
        Rule(["gradio"], "gradio", "Gradio", .devServer) { $0.verb() },
        Rule(["marimo"], "marimo", "marimo", .devServer),
        Rule(["bokeh", "panel"], "bokeh", "Bokeh", .devServer),
        Rule(["celery", "[celeryd"], "celery", "Celery", .queue) { $0.value("-A", "--app") },
        Rule(["flower"], "celery-flower", "Celery Flower", .monitoring),
        Rule(["airflow"], "airflow", "Airflow", .application) { $0.verb() },
        Rule(["superset"], "superset", "Superset", .application),
        Rule(["mlflow"], "mlflow", "MLflow", .application) { $0.verb() },
        Rule(["tensorboard"], "tensorboard", "TensorBoard", .monitoring) { $0.value("--logdir") },
        Rule(["dagster", "dagster-webserver", "prefect", "luigid"], "workflow", "Workflow engine", .application) {
            $0.program
        },
        Rule(["mkdocs"], "mkdocs", "MkDocs", .devServer),
        Rule(["sphinx-autobuild"], "sphinx", "Sphinx", .devServer),
        Rule(["pelican"], "pelican", "Pelican", .devServer),
        Rule(["debugpy", "ptvsd"]) { Debuggers.debugpy($0) },
        Rule(["debugpy.adapter"]) { Debuggers.debugpyAdapter($0) },
        Rule(["supervisord"], "supervisord", "Supervisor", .tool) { $0.value("-c", "--configuration") },
        Rule(["localstack"], "localstack", "LocalStack", .tool),
        Rule(["moto_server", "moto"], "moto", "Moto", .tool),
        Rule(["mitmproxy", "mitmweb", "mitmdump"], "mitmproxy", "mitmproxy", .proxy),
        Rule(["vllm"], "vllm", "vLLM", .application) { $0.value("--model") },
        Rule(["chroma"], "chroma", "Chroma", .database) { $0.value("--path") },
        Rule(["pgadmin4"], "pgadmin", "pgAdmin", .tool),
        Rule(["aiosmtpd"], "aiosmtpd", "aiosmtpd", .tool),
        Rule(["locust"], "locust", "Locust", .tool) { $0.value("-f", "--locustfile") },
        Rule(["pytest", "py.test"], "pytest", "pytest", .tool) { $0.verb() },
        Rule(["ansible-playbook", "salt-master", "salt-minion"], "configuration", "Configuration management", .tool) {
            $0.program
        },
        Rule(
            ["pylsp", "pyright", "pyright-langserver", "jedi-language-server", "basedpyright-langserver"],
            "language-server", "Language server", .editor
        ) { $0.program },
        Rule(
            [
                "firewalld", "networkd-dispatcher", "unattended-upgrade-shutdown", "fail2ban-server", "wsdd",
                "cloud-init",
            ],
            "system", "System service", .system
        ) { $0.program },
        Rule(["websockify"], "websockify", "websockify", .proxy),
    ]

    private static func django(_ invocation: Invocation) -> Recognition {
        let verb = invocation.verb(["--settings", "--pythonpath"])
        let folder =
            invocation.script.flatMap(invocation.path).map { Path.name(Path.parent($0)) }
            ?? invocation.facts.workingDirectory.map(Path.name)
        let project = invocation.value("--settings") ?? folder
        let shown =
            verb == "runserver" || verb == nil ? project : [verb, project].compactMap { $0 }.joined(separator: " ")
        return Recognition("django", "Django", .devServer, shown)
    }

    private static func server(_ invocation: Invocation) -> Recognition {
        let titles = [
            "uwsgi": "uWSGI", "hypercorn": "Hypercorn", "daphne": "Daphne", "granian": "Granian",
            "waitress-serve": "Waitress", "waitress": "Waitress", "fastapi": "FastAPI",
        ]
        let name = invocation.program
        let id = name == "waitress-serve" ? "waitress" : name
        if let title = invocation.title, let open = title.firstIndex(of: "["), title.hasSuffix("]") {
            // gunicorn: master [shop.wsgi]
            return Recognition(
                id, titles[name] ?? name, .application, String(title[title.index(after: open)...].dropLast()))
        }
        if name == "fastapi" {
            return Recognition(
                id, "FastAPI", .devServer, invocation.positionals(["--port", "--host", "--app"]).dropFirst().first)
        }
        let app =
            invocation.words.first(where: isApplication) ?? invocation.value("--module", "-w", "--wsgi-file")
            ?? invocation.positionals(bindOptions).first
        let module = app.map { String($0.prefix { $0 != ":" }) } ?? ""
        let source = invocation.path(module.split(separator: ".").joined(separator: "/") + ".py")
        let framework = source.flatMap(invocation.facts.files.text).flatMap(imported)
        let detail = [app, framework.map { "(\($0.title))" }].compactMap { $0 }.joined(separator: " ")
        return Recognition(id, titles[name] ?? name, .application, detail)
    }

    private static let bindOptions: Set<String> = [
        "-b", "--bind", "-w", "--workers", "-k", "--worker-class", "-c", "--config", "-t", "--timeout", "-p", "--port",
        "-h",
        "--host", "--chdir", "--log-level", "-n", "--name", "--threads", "--http", "--socket", "--http-socket",
        "--listen",
    ]

    /// `shop.asgi:application`: a module and a name, unlike `127.0.0.1:80` and `unix:/run/app.sock`.
    static func isApplication(_ word: String) -> Bool {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !word.hasPrefix("-"), let module = parts[0].utf8.first, let name = parts[1].utf8.first
        else { return false }
        func isLetter(_ byte: UInt8) -> Bool { byte == 95 || (65...90).contains(byte & 0xDF) }
        return isLetter(module) && isLetter(name) && !parts[0].utf8.contains(47)
    }

    private static func jupyter(_ invocation: Invocation) -> Recognition {
        let verb = invocation.verb() ?? ""
        let name = invocation.program
        let title =
            name.hasSuffix("lab") || verb == "lab" ? "JupyterLab" : name == "jupyterhub" ? "JupyterHub" : "Jupyter"
        let folder = invocation.value("--notebook-dir", "--ServerApp.root_dir", "--NotebookApp.notebook_dir")
        return Recognition("jupyter", title, .devServer, folder ?? invocation.facts.workingDirectory)
    }
}
