import Testing

@testable import Stack

/// Development servers that must be told their port.
@Suite("Frameworks' flags") struct FrameworkTests {
    private static let port = PlannedPort(name: "", number: 5173, host: "127.0.0.1", isLeased: false)
    private static let scripts = [
        "dev": "vite", "start": "react-router dev", "both": "tsc && vite --open", "own": "vite --port 3000",
        "next": "next dev", "build": "vite build", "many": "concurrently 'vite' 'api'", "env": "NODE_ENV=x vite",
        "cross": "cross-env A=1 vite", "bg": "api & vite", "pipe": "vite | cat", "npx": "npx astro dev",
    ]

    private func appended(_ command: String) -> String? {
        Frameworks.addition(to: CommandWords.split(command) ?? [], port: Self.port, scripts: Self.scripts)?.words
            .joined(separator: " ")
    }

    @Test(
        "are appended",
        arguments: [
            ("vite", "--port 5173 --strictPort --host 127.0.0.1"),
            ("vite dev", "--port 5173 --strictPort --host 127.0.0.1"),
            ("vite preview", "--port 5173 --strictPort --host 127.0.0.1"),
            ("vite ./app", "--port 5173 --strictPort --host 127.0.0.1"),
            ("node_modules/.bin/vite", "--port 5173 --strictPort --host 127.0.0.1"),
            ("vite --host 0.0.0.0", "--port 5173 --strictPort"),
            ("vite --strictPort", "--port 5173 --host 127.0.0.1"),
            ("react-router dev", "--port 5173 --strictPort --host 127.0.0.1"),
            ("rsbuild", "--port 5173 --host 127.0.0.1"),
            ("astro dev", "--port 5173 --host 127.0.0.1"),
            ("ng serve", "--port 5173 --host 127.0.0.1"),
            ("react-native start", "--port 5173"),
            ("expo start", "--port 5173 --host localhost"),
            ("npx vite", "--port 5173 --strictPort --host 127.0.0.1"),
            ("npx -y vite@6", "--port 5173 --strictPort --host 127.0.0.1"),
            ("pnpm dlx astro dev", "--port 5173 --host 127.0.0.1"),
            ("pnpm exec ng serve", "--port 5173 --host 127.0.0.1"),
            ("yarn dlx astro dev", "--port 5173 --host 127.0.0.1"),
            ("yarn vite", "--port 5173 --strictPort --host 127.0.0.1"),
            ("bunx --bun vite", "--port 5173 --strictPort --host 127.0.0.1"),
            ("NODE_ENV=x vite", "--port 5173 --strictPort --host 127.0.0.1"),
            ("npm run dev", "-- --port 5173 --strictPort --host 127.0.0.1"),
            ("npm --silent run dev", "-- --port 5173 --strictPort --host 127.0.0.1"),
            ("npm run dev -- --open", "--port 5173 --strictPort --host 127.0.0.1"),
            ("npm start", "-- --port 5173 --strictPort --host 127.0.0.1"),
            ("pnpm dev", "--port 5173 --strictPort --host 127.0.0.1"),
            ("pnpm run dev", "--port 5173 --strictPort --host 127.0.0.1"),
            ("yarn dev", "--port 5173 --strictPort --host 127.0.0.1"),
            ("bun run dev", "--port 5173 --strictPort --host 127.0.0.1"),
            ("npm run both", "-- --port 5173 --strictPort --host 127.0.0.1"),
            ("npm run env", "-- --port 5173 --strictPort --host 127.0.0.1"),
            ("npm run cross", "-- --port 5173 --strictPort --host 127.0.0.1"),
            ("npm run npx", "-- --port 5173 --host 127.0.0.1"),
            ("npm run bg", "-- --port 5173 --strictPort --host 127.0.0.1"),
        ])
    func added(command: String, flags: String) {
        #expect(appended(command) == flags)
    }

    @Test(
        "are left out where they are there, do not belong, or cannot be placed",
        arguments: [
            "vite --port 3000", "vite --port=3000", "vite build", "astro build", "ng build", "react-router build",
            "expo", "next dev",
            "node server.js", "npm run own", "npm run next", "npm run build", "npm run many", "npm run missing",
            "npm run pipe",
            "npm install", "npm run dev -- --port 1", "npx", "npm", "", "astro", "vitest", "pnpm dlx create-x",
            "yarn install",
        ])
    func absent(command: String) {
        #expect(appended(command) == nil)
    }

    @Test(
        "are appended to lists and lines, and told",
        arguments: [
            ("run: vite", ["vite", "--port", "20000", "--strictPort", "--host", "127.0.0.1"]),
            ("run: [npx, vite]", ["npx", "vite", "--port", "20000", "--strictPort", "--host", "127.0.0.1"]),
            (
                "run: vite --mode=$X",
                ["/bin/sh", "-c", "exec vite --mode=$X --port 20000 --strictPort --host 127.0.0.1"]
            ),
        ])
    func planned(line: String, arguments: [String]) throws {
        let plan = try plan(input(file("services:\n  a:\n    \(line)\n")))
        #expect(plan["a"]?.arguments == arguments)
        #expect(plan.remarks.map(\.kind) == [.changed])
    }

    @Test(
        "are not appended to a script's line",
        arguments: ["vite && x", "vite; x", "vite | cat", "vite > log", "vite # x"])
    func scripts(command: String) throws {
        let plan = try plan(input(file("services:\n  a:\n    run: \"\(command)\"\n")))
        #expect(plan["a"]?.command == command)
        #expect(plan.remarks == [])
    }
}
