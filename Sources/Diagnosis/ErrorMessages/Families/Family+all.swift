extension Family {
    /// Every family; among rules that fit alike the earlier one wins.
    static let all: [Family] = [
        errno, localised, tls, certificates, endpoints, harmless,
        node, deno, bun, nodeTools, testing, vsCode, python, pythonServers, pythonClients, debugpy,
        java, jdwp, intelliJ, javaServers, javaClients, go, goServers, rust, ruby, php, dotNet, erlang, swiftNIO, dart,
        perl,
        nginx, apache, haproxy, envoy, prisma, oracle, sqlServer, postgres, mysql, redis, mongo, searchAndQueues, curl,
        wget, ssh, git,
        chromium, firefox, safari, docker, kubernetes, grpc, webSocket, debuggers, xdebug, adb, tools, systemd, kernel,
        web, general,
    ]
}
