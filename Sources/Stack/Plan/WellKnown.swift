/// What is known of servers by the name of their program or image: the port they listen on, the scheme of their URLs.
enum WellKnown {
    private struct Server {
        var names: [String]
        var port: UInt16
        var scheme: String

        init(_ names: String, _ port: UInt16, _ scheme: String) {
            self.names = names.split(separator: " ").map(String.init)
            self.port = port
            self.scheme = scheme
        }
    }

    private static let servers: [Server] = [
        Server("postgres postgresql postgis timescaledb pgvector", 5432, "postgres"),
        Server("redis valkey redis-server valkey-server keydb dragonfly redis-stack", 6379, "redis"),
        Server("mysql mysqld mariadb mariadbd percona", 3306, "mysql"),
        Server("mongo mongod mongodb", 27017, "mongodb"),
        Server("rabbitmq rabbitmq-server lavinmq", 5672, "amqp"),
        Server("nats nats-server", 4222, "nats"),
        Server("memcached", 11211, "memcached"),
        Server("mosquitto emqx", 1883, "mqtt"),
        Server("kafka redpanda", 9092, "kafka"),
        Server("elasticsearch opensearch", 9200, "http"),
        Server("minio", 9000, "http"),
        Server("clickhouse clickhouse-server", 8123, "http"),
        Server("nginx httpd apache2 caddy traefik", 80, "http"),
        Server("mailpit mailhog maildev", 1025, "smtp"),
        Server("localstack", 4566, "http"),
        Server("meilisearch", 7700, "http"),
        Server("qdrant", 6333, "http"),
        Server("keycloak", 8080, "http"),
        Server("registry", 5000, "http"),
        Server("zookeeper", 2181, "zookeeper"),
        Server("consul", 8500, "http"),
        Server("vault", 8200, "http"),
        Server("etcd", 2379, "http"),
        Server("neo4j", 7687, "bolt"),
        Server("cassandra scylla", 9042, "cassandra"),
        Server("sshd", 22, "ssh"),
    ]

    /// `docker.io/library/redis:7-alpine` and `redis@sha256:…` are both `redis`.
    static func name(ofImage image: String) -> String {
        let last = image.split(separator: "/").last.map(String.init) ?? image
        return String(last.prefix { $0 != ":" && $0 != "@" }).lowercased()
    }

    static func port(ofImage image: String) -> UInt16? { server(name(ofImage: image))?.port }
    static func scheme(ofImage image: String) -> String? { server(name(ofImage: image))?.scheme }
    static func scheme(ofProgram program: String) -> String? {
        let name = program.split(separator: "/").last.map(String.init) ?? program
        return server(name.lowercased())?.scheme
    }
    static func scheme(ofPort port: UInt16) -> String? {
        switch port {
        case 443, 8443: "https"
        case 80, 8000, 8080, 3000: "http"
        default: servers.first { $0.port == port }?.scheme
        }
    }

    private static func server(_ name: String) -> Server? { servers.first { $0.names.contains(name) } }

    /// Names of ports that are schemes of URLs themselves.
    static let portSchemes: Set<String> = [
        "http", "https", "grpc", "ws", "wss", "postgres", "postgresql", "redis", "mysql", "mongodb", "amqp", "amqps",
        "nats", "mqtt", "smtp", "ldap", "ftp", "bolt", "kafka",
    ]
}
