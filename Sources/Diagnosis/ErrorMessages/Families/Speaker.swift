/// Who speaks in a line, where it says so besides the error's wording.
///
/// Many wordings pass through others' hands: an errno of Go in a message of Docker, libpq's words in an exception of
/// Python. The outermost speaker is named; the order is that of the wrapping, so the first that fits counts.
struct Speaker: Sendable {
    let runtime: String
    let patterns: [String]

    init(_ runtime: String, _ patterns: [String]) {
        self.runtime = runtime
        self.patterns = patterns
    }

    static let all: [Speaker] = [
        Speaker(
            "Docker",
            [
                "Error response from daemon", "^ERROR: for {w} Cannot start service",
                "failed to connect to the docker API",
            ]),
        Speaker("Podman", ["rootlessport", "^Error: cannot listen on the TCP port", "Cannot connect to Podman"]),
        Speaker(
            "Kubernetes",
            [
                "memcache.go:{n}]", "portforward.go:{n}]", "<Liveness|Readiness|Startup> probe failed",
                "Unable to connect to the server:", "Kubernetes cluster unreachable",
            ]),
        Speaker(
            "Deno",
            [
                "Uncaught (in promise) TypeError: error sending request",
                "Uncaught (in promise) <AddrInUse|ConnectionRefused|PermissionDenied|NotCapable>",
            ]),
        Speaker("gRPC", ["rpc error: code =", "io.grpc.", "grpc._channel"]),
        Speaker(
            "Java clients",
            [
                "org.postgresql.util.", "com.mysql.cj.", "com.zaxxer.hikari", "com.microsoft.sqlserver.jdbc",
                "org.mariadb.",
                "java.sql.", "redis.clients.jedis", "io.lettuce.core",
            ]),
        Speaker(
            "Python clients",
            [
                "pymongo.", "pymysql.", "psycopg.", "psycopg2.", "redis.exceptions.", "requests.exceptions.",
                "aiohttp.client",
                "httpx.", "httpcore.", "urllib3.", "kafka.errors.", "sqlalchemy.exc.", "django.db.utils.",
                "kombu.exceptions.",
                "mysql.connector.errors", "elastic_transport.",
            ]),
        Speaker(
            ".NET",
            [
                "System.Net.", "System.IO.IOException", "Npgsql.", "StackExchange.Redis.", "Microsoft.AspNetCore.",
                "Microsoft.Data.", "System.Threading.", "System.Security.",
            ]),
        Speaker(
            "Erlang/Elixir",
            [
                "(DBConnection.ConnectionError)", "(Mint.", "Postgrex.Protocol", "{:error, :", "{error,e",
                "Mint.TransportError",
            ]),
        Speaker(
            "Ruby", ["Errno::E", "ActiveRecord::", ".rb:{n}:in", "RedisClient::", "Mysql2::Error", "PG::ConnectionBad"]),
        Speaker(
            "PHP", ["SQLSTATE[", "PHP <Warning|Fatal error>:", "{w}\\\\ConnectionException", "stream_socket_client()"]),
        Speaker("Rust", ["(os error {n})", "Os { code: {n}", "hyper::Error", "reqwest::Error"]),
        Speaker("Dart", ["(OS Error: "]),
        Speaker(
            "Java",
            [
                "java.net.", "java.io.IOException", "javax.net.ssl.", "io.netty.", "Exception in thread '",
                "org.apache.http.",
            ]),
        Speaker("Python", ["[Errno {n}]", "[Errno -{n}]", "[WinError {n}]"]),
        Speaker(
            "Node.js",
            [
                "Error [ERR_", "(node:net:{n}", "node:internal/", "TCPConnectWrap", "errno: -{n}, code: 'E",
                "code: 'ERR_",
            ]),
        Speaker("Go", ["<dial|listen|read|write> <tcp|udp|tcp4|tcp6|unix>", "proxyconnect tcp", "goroutine {n} ["]),
    ]
}
