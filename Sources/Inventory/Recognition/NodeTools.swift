extension NodePrograms {
    /// Tools by the name of their command or package.
    static let tools: [Rule] = [
        Rule(["vite"], "vite", "Vite", .devServer) { verb($0, ["preview", "build"]) },
        Rule(["rolldown-vite"], "vite", "Vite", .devServer),
        Rule(["next"], "next", "Next.js", .devServer) { $0.verb() ?? "dev" },
        Rule([
            "next-server", "next-router-worker", "next-render-worker", "next-render-worker-app",
            "next-render-worker-pages",
        ]) {
            let version = $0.words.first.map { $0.filter { $0 != "(" && $0 != ")" } }
            return Recognition("next", "Next.js", .devServer, version)
        },
        Rule(["webpack", "webpack-dev-server", "webpack-cli", "webpack-serve"], "webpack", "webpack", .devServer) {
            verb($0, [])
        },
        Rule(
            ["react-scripts", "craco", "@craco/craco", "react-app-rewired"], "react-scripts", "React scripts",
            .devServer
        ) {
            $0.script.flatMap { $0.hasSuffix("/scripts/start.js") ? "start" : nil } ?? $0.verb()
        },
        Rule(["ng", "@angular/cli"], "angular", "Angular", .devServer) { $0.verb() },
        Rule(["astro"], "astro", "Astro", .devServer) { verb($0, ["preview"]) },
        Rule(["nuxt", "nuxi", "@nuxt/cli"], "nuxt", "Nuxt", .devServer) { verb($0, ["preview", "start"]) },
        Rule(["svelte-kit", "@sveltejs/kit"], "sveltekit", "SvelteKit", .devServer),
        Rule(
            ["remix", "@remix-run/dev", "remix-serve", "@remix-run/serve", "react-router", "@react-router/dev"],
            "remix", "Remix", .devServer
        ) { verb($0, []) },
        Rule(["react-router-serve", "@react-router/serve"], "remix", "React Router", .application),
        Rule(["storybook", "start-storybook", "@storybook/cli", "sb"], "storybook", "Storybook", .devServer),
        Rule(["parcel", "parcel-bundler"], "parcel", "Parcel", .devServer) {
            $0.positionals(["-p", "--port", "--host"]).first { $0 != "serve" && $0 != "watch" }
        },
        Rule(["rsbuild", "@rsbuild/core", "rspack", "@rspack/cli", "rspress"], "rsbuild", "Rsbuild", .devServer) {
            verb($0, ["preview"])
        },
        Rule(["expo", "expo-cli", "@expo/cli"], "expo", "Expo", .devServer) { $0.verb() },
        Rule(["react-native", "metro", "@react-native-community/cli"], "metro", "Metro", .devServer),
        Rule(["gatsby", "gatsby-cli"], "gatsby", "Gatsby", .devServer) { $0.verb() },
        Rule(["docusaurus", "@docusaurus/core"], "docusaurus", "Docusaurus", .devServer),
        Rule(["vitepress", "vuepress"], "vitepress", "VitePress", .devServer),
        Rule(["vue-cli-service", "@vue/cli-service"], "vue-cli", "Vue CLI", .devServer),
        Rule(["eleventy", "@11ty/eleventy"], "eleventy", "Eleventy", .devServer),
        Rule(["ember", "ember-cli"], "ember", "Ember", .devServer),
        Rule(
            ["qwik", "solid-start", "vinxi", "waku", "farm", "@farmfe/cli", "snowpack", "wmr", "umi", "max"],
            "js-dev-server", "JavaScript dev server", .devServer
        ) { $0.program },
        Rule(["nx", "turbo", "lerna"], "monorepo-runner", "Monorepo runner", .tool) {
            "\($0.program) \($0.verb() ?? "")"
        },
        Rule(["wrangler", "workerd", "miniflare"], "wrangler", "Wrangler", .devServer) { $0.verb() },
        Rule(
            ["vercel", "netlify", "netlify-cli", "firebase", "firebase-tools", "amplify", "sst", "serverless"],
            "cloud-dev", "Cloud emulator", .devServer
        ) { $0.program },
        Rule(
            ["vitest", "jest", "jest-worker", "cypress", "@cypress", "karma", "mocha", "web-test-runner"],
            "js-test", "JavaScript tests", .tool
        ) { $0.program },
        Rule(
            ["playwright", "@playwright/test", "playwright-core", "@playwright/mcp", "puppeteer"],
            "playwright", "Playwright", .tool
        ) { $0.verb() },
        Rule(
            ["http-server", "serve", "live-server", "sirv", "sirv-cli", "local-web-server", "superstatic"],
            "static-server", "Static files", .devServer
        ) { $0.verb(["-p", "-l", "--port", "--listen", "-a"]) ?? $0.facts.workingDirectory },
        Rule(["json-server"], "json-server", "JSON Server", .devServer) { $0.verb(["-p", "--port"]) },
        Rule(["browser-sync", "browsersync"], "browser-sync", "Browsersync", .devServer),
        Rule(["prisma", "drizzle-kit"], "database-studio", "Database studio", .tool) { $0.program },
        Rule(["nest", "@nestjs/cli"], "nest", "NestJS", .devServer) { $0.verb() },
        Rule(["strapi", "@strapi/strapi"], "strapi", "Strapi", .application),
        Rule(
            ["directus", "medusa", "n8n", "node-red", "verdaccio", "ghost", "keystone", "payload"], "node-app",
            "Node application", .application
        ) { $0.program },
        Rule(["esbuild"], "esbuild", "esbuild", .devServer),
        Rule(["gulp", "grunt"], "task-runner", "Task runner", .tool) { "\($0.program) \($0.verb() ?? "")" },
        Rule(["azurite"], "azurite", "Azurite", .tool),
        Rule(["maildev"], "maildev", "MailDev", .tool),
        Rule(["appium"], "appium", "Appium", .tool),
        Rule(["localtunnel", "lt"], "localtunnel", "localtunnel", .tunnel) {
            $0.value("--port", "-p").map { "→ localhost:\($0)" }
        },
        Rule(["pm2", "PM2"], "pm2", "PM2", .tool),
        Rule(["kibana"], "kibana", "Kibana", .monitoring),
        Rule(["cross-env", "dotenv-cli", "dotenv", "env-cmd", "cross-env-shell"]) { invocation in
            Recognizer.inner(
                invocation.peeled(Wrappers.command(invocation.words, valued: ["-e", "-f"], assignments: true)))
        },
        Rule(["nodemon", "ts-node", "ts-node-dev", "tsx", "babel-node", "tsnd", "@babel/node", "swc-node", "esr"]) {
            runner($0)
        },
        Rule(["npm", "npx", "pnpm", "yarn"]) { packageManager($0) },
    ]

    /// Tools that run a script of the project: it is the script that matters.
    private static func runner(_ invocation: Invocation) -> Recognition? {
        let valued: Set<String> = [
            "-r", "--require", "-P", "--project", "--exec", "-x", "--watch", "-w", "--ext", "-e", "--ignore",
            "--tsconfig",
        ]
        let words = invocation.positionals(valued).filter { $0 != "watch" }
        guard let script = words.first else { return Recognition("node", "Node.js", .application, invocation.program) }
        return plain(invocation.tool("node", script: script, []))
    }

    /// The sub-command where it is one of those worth naming; with none given every one is.
    private static func verb(_ invocation: Invocation, _ worth: Set<String>) -> String? {
        guard let verb = invocation.verb(["-c", "--config", "--port", "--host", "-m", "--mode", "-p"]) else {
            return nil
        }
        return worth.isEmpty || worth.contains(verb) ? verb : nil
    }
}
