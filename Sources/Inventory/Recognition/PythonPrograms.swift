/// Python and the servers and tools people run in it.
enum PythonPrograms {
    static let interpreters: [Rule] = [Rule(["python", "pypy", "Python"]) { interpreter($0) }]

    /// Options of python(1) that take the next word.
    private static let valued: Set<String> = ["-W", "-X", "--check-hash-based-pycs"]

    private static func interpreter(_ invocation: Invocation) -> Recognition? {
        if let found = Recognizer.titled(invocation, in: Recognizer.pythonTools) { return found }
        var words = invocation.words
        while let word = words.first, word.hasPrefix("-"), word != "-" {
            words = words.dropFirst()
            if word == "-c" { return command(words.first ?? "") }
            if word == "-m" { return module(invocation, words) }
            if word.hasPrefix("-m") { return module(invocation, [String(word.dropFirst(2))] + words) }
            // Letters without values may stand in front: -um, -Im.
            if !word.hasPrefix("--"), word.hasSuffix("m"), word.utf8.count <= 4 { return module(invocation, words) }
            if valued.contains(word) { words = words.dropFirst() }
        }
        guard let script = words.first else { return Recognition("python", "Python", .application) }
        return self.script(invocation.tool("python", script: script, words.dropFirst()))
    }

    private static func command(_ text: String) -> Recognition {
        if text.holds("multiprocessing") {
            return Recognition("python", "Python worker", .application, "multiprocessing")
        }
        return Recognition("python", "Python", .application, "python -c")
    }

    private static func module(_ invocation: Invocation, _ words: ArraySlice<String>) -> Recognition? {
        guard let module = words.first else { return nil }
        var inner = invocation.tool(module, script: nil, words.dropFirst())
        if let found = Recognizer.pythonTools[module]?.read(inner) { return found }
        // `python -m celery.__main__` and `python -m flask.cli` are their package.
        let top = String(module.prefix { $0 != "." })
        inner.program = top
        if top != module, let found = Recognizer.pythonTools[top]?.read(inner) { return found }
        return Recognition("python", "Python \(module)", .application)
    }

    /// A script: a tool's entry point by its name, else somebody's own.
    static func script(_ invocation: Invocation) -> Recognition? {
        let path = invocation.script ?? ""
        let base = Path.name(path)
        if path.holds("debugpy/adapter") { return Debuggers.debugpyAdapter(invocation) }
        if path.holds("debugpy/launcher") || path.holds("/debugpy") || base == "debugpy" {
            return Debuggers.debugpy(invocation)
        }
        if path.holds("pydevd") {
            return pydevd(invocation)
        }
        let stem = base.hasSuffix(".py") ? String(base.dropLast(3)) : base
        if !base.hasSuffix(".py") || base == "manage.py",
            let found = Recognizer.pythonTools[base]?.read(invocation.tool(base, script: path, invocation.words))
        {
            return found
        }
        // A package's folder is run by its name: python /usr/lib/python3/dist-packages/http/server.py
        if path.holds("/http/server.py") { return httpServer(invocation) }
        if stem == "__main__", let found = Recognizer.pythonTools[Path.name(Path.parent(path))]?.read(invocation) {
            return found
        }
        return own(invocation, base)
    }

    /// `pydevd.py --client 127.0.0.1 --port 34567 --file app.py ARGUMENTS`: it calls its IDE, so a port that it listens
    /// on is the program's, unless it is told to be the server.
    private static func pydevd(_ invocation: Invocation) -> Recognition? {
        let words = invocation.words
        if invocation.port != nil, invocation.has("--client"), invocation.depth < Invocation.depthLimit,
            let file = words.firstIndex(of: "--file"), file + 1 < words.endIndex
        {
            return script(invocation.tool("python", script: words[file + 1], words[(file + 2)...]))
        }
        return Recognition("pydevd", "PyCharm debugger", .debugger, invocation.value("--file").map(Path.name))
    }

    private static let frameworks: [(module: String, id: String, title: String)] = [
        ("flask", "flask", "Flask"), ("fastapi", "fastapi", "FastAPI"), ("django", "django", "Django"),
        ("streamlit", "streamlit", "Streamlit"), ("gradio", "gradio", "Gradio"), ("dash", "dash", "Dash"),
        ("sanic", "sanic", "Sanic"), ("aiohttp", "aiohttp", "aiohttp"), ("tornado", "tornado", "Tornado"),
        ("bottle", "bottle", "Bottle"), ("quart", "quart", "Quart"), ("starlette", "starlette", "Starlette"),
        ("litestar", "litestar", "Litestar"), ("falcon", "falcon", "Falcon"), ("cherrypy", "cherrypy", "CherryPy"),
        ("nicegui", "nicegui", "NiceGUI"), ("bokeh", "bokeh", "Bokeh"), ("grpc", "grpc", "gRPC"),
    ]

    /// What a script imports says what it serves with; requirements only say what it may.
    private static func own(_ invocation: Invocation, _ base: String) -> Recognition {
        if let text = invocation.script.flatMap(invocation.path).flatMap(invocation.facts.files.text) {
            if let framework = imported(text) {
                return Recognition(framework.id, framework.title, .devServer, base)
            }
            if text.holds("http.server") { return Recognition("python", "Python \(base)", .application, "http.server") }
        }
        let required = invocation.projectFile("requirements.txt") ?? invocation.projectFile("pyproject.toml")
        let framework = required.flatMap { text in
            let lower = text.lowercased()
            return frameworks.first { lower.contains($0.module) }
        }
        return Recognition("python", "Python \(base)", .application, framework?.title)
    }

    /// The first framework in the import lines.
    static func imported(_ source: String) -> (id: String, title: String)? {
        // By bytes first: few lines of a script import something, and a line of Characters costs a thousand times more.
        for bytes in source.utf8.split(separator: 10) where bytes.first == 0x69 || bytes.first == 0x66 {
            let words = Substring(bytes).split(separator: " ", maxSplits: 1)
            guard words.count == 2, words[0] == "import" || words[0] == "from" else { continue }
            // import os, flask; from flask import Flask
            for part in words[1].split(separator: ",").prefix(words[0] == "import" ? 16 : 1) {
                let module = part.drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                if let found = frameworks.first(where: { $0.module == module }) { return (found.id, found.title) }
            }
        }
        return nil
    }

    static func httpServer(_ invocation: Invocation) -> Recognition {
        let folder = invocation.value("--directory", "-d") ?? invocation.facts.workingDirectory
        return Recognition("python-http-server", "Python http.server", .devServer, folder)
    }
}
