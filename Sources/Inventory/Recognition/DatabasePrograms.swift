/// Databases, caches and stores.
enum DatabasePrograms {
    static let rules: [Rule] = [
        Rule(["postgres", "postmaster", "edb-postgres"]) { postgres($0) },
        Rule(["mysqld", "mysqld-debug", "mysqld_safe"], "mysql", "MySQL", .database) { $0.value("--datadir") },
        Rule(["mariadbd", "mariadbd-safe"], "mariadb", "MariaDB", .database) { $0.value("--datadir") },
        Rule(["redis-server", "redis-sentinel"]) { redis($0, "redis", "Redis") },
        Rule(["valkey-server", "valkey-sentinel"]) { redis($0, "valkey", "Valkey") },
        Rule(["keydb-server"]) { redis($0, "keydb", "KeyDB") },
        Rule(["dragonfly"], "dragonfly", "Dragonfly", .database),
        Rule(["redis-check-rdb", "redis-check-aof"]) { redis($0, "redis", "Redis") },
        Rule(["memcached"], "memcached", "Memcached", .database) {
            $0.value("-m", "--memory-limit").map { "\($0) MB" }
        },
        Rule(["mongod"], "mongodb", "MongoDB", .database) { $0.value("--dbpath") ?? $0.value("--config", "-f") },
        Rule(["mongos"], "mongodb", "MongoDB router", .database) { $0.value("--configdb") },
        Rule(["clickhouse-server", "clickhouse", "clickhouse-keeper"], "clickhouse", "ClickHouse", .database) {
            $0.value("--config-file", "--config", "-C")
        },
        Rule(["cockroach"], "cockroachdb", "CockroachDB", .database) { $0.value("--store", "-s") },
        Rule(["influxd", "influxdb3"], "influxdb", "InfluxDB", .database),
        Rule(["minio"], "minio", "MinIO", .database) {
            $0.positionals(["--address", "--console-address", "--certs-dir", "-S", "--config"]).dropFirst().first
        },
        Rule(["meilisearch"], "meilisearch", "Meilisearch", .database) { $0.value("--db-path") },
        Rule(["typesense-server"], "typesense", "Typesense", .database) { $0.value("--data-dir") },
        Rule(
            [
                "qdrant", "weaviate", "milvus", "surreal", "rethinkdb", "arangod", "fdbserver", "scylla", "tidb-server",
                "tikv-server",
                "pd-server", "dgraph", "aerospike", "asd", "sqld", "rqlited", "pocketbase", "tigerbeetle", "ferretdb",
                "firebird",
                "questdb", "immudb", "seaweedfs", "weed", "garage",
            ], "database", "Database", .database
        ) { $0.program },
        Rule(["oracle", "tnslsnr"], "oracle", "Oracle", .database),
        Rule(["sqlservr"], "sqlserver", "SQL Server", .database),
        Rule(["slapd"], "openldap", "OpenLDAP", .database),
        Rule(["duckdb", "sqlite3"], "embedded-database", "Database shell", .database) { $0.program },
    ]

    /// The server by its data directory; `postgres: 15/main: checkpointer` and its brothers by what they do.
    private static func postgres(_ invocation: Invocation) -> Recognition {
        if let title = invocation.title, title.hasPrefix("postgres: ") {
            var role = title.dropFirst(10)
            // The cluster's name (cluster_name), where there is one, ends in a colon.
            if let first = role.split(separator: " ").first, first.hasSuffix(":"), first.utf8.count < role.utf8.count {
                role = role.dropFirst(first.count + 1)
            }
            // The server pads some titles with a space.
            while role.last == " " { role.removeLast() }
            return Recognition("postgresql", "PostgreSQL", .database, String(role))
        }
        let folder =
            invocation.value("-D") ?? invocation.value("--data_directory")
            ?? invocation.words.first { $0.hasPrefix("data_directory=") }.map { String($0.dropFirst(15)) }
        return Recognition("postgresql", "PostgreSQL", .database, folder ?? invocation.facts.environment("PGDATA"))
    }

    /// `redis-server 127.0.0.1:6379 [cluster]` once it runs; `redis-server /etc/redis/redis.conf` before.
    private static func redis(_ invocation: Invocation, _ id: String, _ title: String) -> Recognition {
        let isSentinel = invocation.has("--sentinel", "[sentinel]") || invocation.program.hasSuffix("-sentinel")
        let mode = isSentinel ? "\(title) Sentinel" : title
        if invocation.has("[cluster]") { return Recognition(id, mode, .database, "cluster") }
        let file = invocation.verb().flatMap { $0.hasPrefix("/") || $0.hasSuffix(".conf") ? $0 : nil }
        return Recognition(id, mode, .database, file ?? invocation.value("--dir"))
    }
}
