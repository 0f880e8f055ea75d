/// Java virtual machines: known by their main class or jar.
enum JVMPrograms {
    static let rules: [Rule] = [
        Rule(["java", "javaw", "jsvc"], { java($0) }),
        Rule(["jwebserver"], "jwebserver", "JDK web server", .devServer) { $0.value("-d", "--directory") },
        Rule(["gradle", "gradlew", "mvn", "mvnw", "mvnd", "sbt", "scala", "kotlin", "clojure", "lein", "bloop"]) {
            Recognition("build-tool", $0.program, .tool, $0.verb())
        },
    ]

    /// A java(1) command line taken apart.
    struct Launch {
        var main = ""
        /// Whether `main` is a jar.
        var isJar = false
        var classPath = ""
        var options: [String] = []
        var arguments: ArraySlice<String> = []

        private static let valued: Set<String> = [
            "-p", "--module-path", "--upgrade-module-path", "--add-modules", "--add-exports", "--add-opens",
            "--add-reads",
            "--limit-modules", "--patch-module", "--enable-native-access", "--source", "--class-path", "-d",
        ]

        init(_ words: ArraySlice<String>) {
            var rest = words
            while let word = rest.first {
                rest = rest.dropFirst()
                switch word {
                case "-cp", "-classpath", "--class-path":
                    classPath = rest.first ?? ""
                    rest = rest.dropFirst()
                case "-jar":
                    (main, isJar) = (rest.first ?? "", true)
                    arguments = rest.dropFirst()
                    return
                case "-m", "--module":
                    // MODULE/MAIN
                    main = rest.first.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? ""
                    arguments = rest.dropFirst()
                    return
                case _ where word.hasPrefix("--module="):
                    main = Path.name(String(word.dropFirst(9)))
                    arguments = rest
                    return
                case _ where word.hasPrefix("-") || word.hasPrefix("@"):
                    options.append(word)
                    if Self.valued.contains(word) { rest = rest.dropFirst() }
                default:
                    main = word
                    arguments = rest
                    return
                }
            }
        }

        /// The value of `-Dname=value`.
        func property(_ name: String) -> String? {
            let start = "-D\(name)="
            return options.first { $0.hasPrefix(start) }.map { String($0.dropFirst(start.utf8.count)) }
        }

        /// The jar's file name or the main class.
        var shortMain: String { isJar ? Path.name(main) : main }
    }

    private static func java(_ invocation: Invocation) -> Recognition? {
        let launch = Launch(invocation.words)
        if let port = invocation.port, let debugger = role(launch, port, invocation) { return debugger }
        if let known = JVMApplications.recognize(launch, invocation) { return known }
        return Recognition("jvm", "Java", .application, launch.shortMain)
    }

    /// What one port of the JVM itself is for: its debugger (JDWP) or its management (JMX).
    private static func role(_ launch: Launch, _ port: UInt16, _ invocation: Invocation) -> Recognition? {
        if let jmx = launch.property("com.sun.management.jmxremote.port")
            ?? launch.property("com.sun.management.jmxremote.rmi.port"),
            UInt16(jmx) == port
        {
            return Recognition("jmx", "JMX", .debugger, launch.shortMain)
        }
        var agents = launch.options.compactMap { JDWP($0) }
        if agents.isEmpty {
            for name in ["JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"] {
                agents += (invocation.facts.environment(name) ?? "").split(separator: " ").compactMap {
                    JDWP(String($0))
                }
            }
        }
        // An agent left to choose gets one of the ephemeral ports.
        let agent = agents.first { $0.isServer && ($0.port == port || $0.port == nil && $0.isAnyPort && port >= 32768) }
        guard let agent else { return nil }
        return Recognition(
            "jdwp", "JDWP debugger", .debugger, launch.shortMain + (agent.suspends ? ", suspended until attached" : ""))
    }
}

/// The debug agent's options: `-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005`.
package struct JDWP: Hashable, Sendable {
    /// Whether the JVM listens (`server=y`) or calls its debugger (`n`, the default).
    package var isServer = false
    /// Whether it waits for the debugger before `main`; so it does unless told otherwise.
    package var suspends = true
    /// `nil` when any port will do.
    package var port: UInt16?
    /// Whether the kernel is to choose the port: address 0.
    package var isAnyPort = false
    /// The part before the port; `nil` means loopback since JDK 9.
    package var host: String?

    package init?(_ option: String) {
        var options: Substring?
        for prefix in ["-agentlib:jdwp=", "-Xrunjdwp:"] where option.hasPrefix(prefix) {
            options = option.dropFirst(prefix.utf8.count)
        }
        // By the library's path: -agentpath:/opt/jdk/lib/libjdwp.so=transport=dt_socket,…
        if option.hasPrefix("-agentpath:"), let equals = option.firstIndex(of: "="),
            option[..<equals].hasSuffix("/libjdwp.so")
        {
            options = option[option.index(after: equals)...]
        }
        guard let options else { return nil }
        for pair in options.split(separator: ",") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "server": isServer = parts[1] == "y"
            case "suspend": suspends = parts[1] != "n"
            case "address":
                port = parts[1].trailingPort.flatMap { $0 == 0 ? nil : $0 }
                isAnyPort = parts[1].trailingPort == 0
                if let colon = parts[1].lastIndex(of: ":") { host = String(parts[1][..<colon]) }
            default: break
            }
        }
    }
}
