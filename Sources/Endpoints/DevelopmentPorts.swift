/// Ports that development tools, frameworks and the services beside them take when nobody says otherwise.
///
/// A hint and no proof: whoever listens may be something else altogether. A switch rather than a dictionary, so that
/// a program that asks once pays nothing at its start.
package enum DevelopmentPorts {
    /// What usually stands behind the port by default, the likeliest first; `nil` when nothing is known for it.
    package static func name(of port: UInt16) -> String? {
        switch port {
        case ..<3000: low(port)
        case ..<5000: threeThousands(port)
        case ..<8000: fiveThousands(port)
        case ..<10_000: eightThousands(port)
        default: high(port)
        }
    }

    private static func low(_ port: UInt16) -> String? {
        switch port {
        case 22: "OpenSSH"
        case 80: "nginx, Apache, Caddy and other web servers"
        case 443: "nginx, Apache, Caddy and other web servers, with TLS"
        case 1025: "MailHog, Mailpit and MailDev (SMTP)"
        case 1080: "SOCKS proxies, MailCatcher and MailDev (page)"
        case 1111: "Zola"
        case 1234: "LM Studio, Parcel"
        case 1313: "Hugo"
        case 1337: "Strapi, Sails"
        case 1420: "Tauri (development page)"
        case 1433: "Microsoft SQL Server"
        case 1521: "Oracle Database"
        case 1883: "MQTT brokers such as Mosquitto"
        case 1935: "RTMP media servers"
        case 2019: "Caddy (administration)"
        case 2181: "Apache ZooKeeper"
        case 2345: "Delve (Go debugger)"
        case 2375: "Docker Engine without TLS: whoever reaches it is root"
        case 2376: "Docker Engine with TLS"
        case 2379: "etcd (clients)"
        case 2380: "etcd (peers)"
        case 2525: "SMTP stand-ins such as Mailtrap and smtp4dev"
        default: nil
        }
    }

    private static func threeThousands(_ port: UInt16) -> String? {
        switch port {
        case 3000: "Node (Next.js, Express, Nuxt, Remix), Rails, React scripts, Grafana"
        case 3001: "the second Node server, Docusaurus, BrowserSync (page)"
        case 3003: "a further Node server"
        case 3030: "Feathers, Apache Jena Fuseki"
        case 3100: "Grafana Loki"
        case 3128: "Squid"
        case 3200: "Grafana Tempo"
        case 3306: "MySQL, MariaDB"
        case 3333: "NestJS and Nx (API), AdonisJS"
        case 3389: "Remote Desktop, xrdp"
        case 3478: "STUN and TURN servers such as coturn"
        case 4000: "Phoenix, Jekyll, Apollo Server, Firebase Emulator Suite (page)"
        case 4040: "ngrok (page), Spark (page), Grafana Pyroscope"
        case 4173: "Vite (preview)"
        case 4200: "Angular, Prefect"
        case 4222: "NATS"
        case 4317: "OpenTelemetry collectors (OTLP over gRPC)"
        case 4318: "OpenTelemetry collectors (OTLP over HTTP)"
        case 4321: "Astro"
        case 4400: "Firebase Emulator Hub"
        case 4444: "Selenium Grid, Metasploit"
        case 4502: "Adobe Experience Manager (author)"
        case 4566: "LocalStack"
        case 4567: "Sinatra, Middleman"
        case 4711: "debug adapters (DAP)"
        case 4848: "GlassFish (administration)"
        case 4873: "Verdaccio"
        default: nil
        }
    }

    private static func fiveThousands(_ port: UInt16) -> String? {
        switch port {
        case 5000: "Flask, ASP.NET Core, Docker registry, AirPlay on macOS"
        case 5001: "ASP.NET Core with TLS, Firebase Functions emulator"
        case 5005: "JDWP (Java debugger)"
        case 5037: "adb (Android debug bridge)"
        case 5044: "Logstash (Beats)"
        case 5050: "pgAdmin, Mesos"
        case 5173: "Vite"
        case 5174: "the second Vite"
        case 5222: "XMPP servers"
        case 5228: "Bazel remote caches"
        case 5432: "PostgreSQL"
        case 5433: "the second PostgreSQL, YugabyteDB"
        case 5500: "Live Server (VS Code)"
        case 5555: "Prisma Studio, adb over the network, Celery Flower"
        case 5601: "Kibana, OpenSearch Dashboards"
        case 5671: "RabbitMQ (AMQP with TLS)"
        case 5672: "RabbitMQ and other AMQP brokers"
        case 5678: "debugpy (Python debugger), n8n"
        case 5701: "Hazelcast"
        case 5800: "VNC (page)"
        case 5858: "Node inspector before Node 8"
        case 5900: "VNC"
        case 5901: "VNC, display 1"
        case 5984: "CouchDB"
        case 5985: "WinRM"
        case 6000: "X11, display 0"
        case 6006: "Storybook, TensorBoard"
        case 6060: "Go pprof and godoc"
        case 6333: "Qdrant"
        case 6363: "debug adapters of Ruby and PHP"
        case 6379: "Redis, Valkey"
        case 6380: "the second Redis, Redis with TLS"
        case 6432: "PgBouncer"
        case 6443: "Kubernetes API (kind, k3s, kubeadm)"
        case 6650: "Apache Pulsar"
        case 7000: "Cassandra (between nodes), AirPlay on macOS"
        case 7077: "Spark (master)"
        case 7233: "Temporal"
        case 7474: "Neo4j (page)"
        case 7687: "Neo4j (Bolt)"
        case 7700: "Meilisearch"
        case 7860: "Gradio, Stable Diffusion web UI"
        default: nil
        }
    }

    private static func eightThousands(_ port: UInt16) -> String? {
        switch port {
        case 8000: "Django, uvicorn and FastAPI, python -m http.server, PHP, DynamoDB Local"
        case 8001: "kubectl proxy, RedisInsight, Kong (administration)"
        case 8008: "Matrix Synapse, HTTP alternates"
        case 8025: "MailHog and Mailpit (page)"
        case 8069: "Odoo"
        case 8080: "Tomcat, Spring Boot, Jenkins, Vue CLI, webpack-dev-server, proxies"
        case 8081: "Metro (React Native), Nexus, Schema Registry"
        case 8082: "H2 (page), Kafka REST proxy"
        case 8083: "Kafka Connect, InfluxDB (old page)"
        case 8085: "Pub/Sub emulator"
        case 8086: "InfluxDB"
        case 8088: "Superset, YARN, ksqlDB"
        case 8089: "Locust, Splunk (management)"
        case 8090: "PocketBase, Confluence"
        case 8091: "Couchbase"
        case 8097: "Visdom, React DevTools"
        case 8100: "Ionic"
        case 8118: "Privoxy"
        case 8123: "Home Assistant, ClickHouse (HTTP)"
        case 8161: "ActiveMQ (page)"
        case 8200: "Vault, OpenBao"
        case 8222: "NATS (monitoring)"
        case 8265: "Ray (page)"
        case 8288: "Inngest"
        case 8384: "Syncthing"
        case 8443: "Tomcat and others with TLS"
        case 8500: "Consul"
        case 8501: "Streamlit"
        case 8529: "ArangoDB"
        case 8545: "Ethereum JSON-RPC (Anvil, Hardhat, Ganache)"
        case 8787: "Cloudflare Wrangler, RStudio Server"
        case 8888: "Jupyter"
        case 8889: "the second Jupyter"
        case 8983: "Apache Solr"
        case 9000: "PHP-FPM, MinIO, SonarQube, Portainer, ClickHouse (native), Xdebug 2"
        case 9001: "MinIO (console), Supervisor"
        case 9003: "Xdebug 3 (PHP debugger)"
        case 9042: "Cassandra, ScyllaDB"
        case 9080: "Apache APISIX"
        case 9090: "Prometheus, Cockpit"
        case 9091: "Prometheus Pushgateway, Transmission"
        case 9092: "Kafka, Redpanda"
        case 9093: "Alertmanager, Kafka with TLS"
        case 9094: "Kafka (outside listener), Alertmanager (cluster)"
        case 9099: "Firebase Authentication emulator"
        case 9100: "Prometheus node exporter, raw printing"
        case 9200: "Elasticsearch, OpenSearch"
        case 9222: "Chrome DevTools protocol (--remote-debugging-port)"
        case 9229: "Node inspector (node --inspect)"
        case 9230: "Node inspector, the second process"
        case 9292: "Puma and Rack (rackup)"
        case 9300: "Elasticsearch (between nodes)"
        case 9323: "Playwright (report)"
        case 9411: "Zipkin"
        case 9418: "git daemon"
        case 9443: "Portainer with TLS, webhooks of Kubernetes controllers"
        case 9515: "ChromeDriver"
        case 9876: "Karma"
        case 9990: "WildFly (administration)"
        default: nil
        }
    }

    private static func high(_ port: UInt16) -> String? {
        switch port {
        case 10_000: "Webmin, Azurite (blobs)"
        case 10_001: "Azurite (queues)"
        case 10_002: "Azurite (tables)"
        case 10_250: "kubelet"
        case 11_211: "Memcached"
        case 11_434: "Ollama"
        case 12_345: "rdbg (Ruby debugger), Grafana Alloy (page)"
        case 13_714: "Inertia (server-side rendering)"
        case 14_268: "Jaeger (collector)"
        case 15_672: "RabbitMQ (management)"
        case 16_686: "Jaeger (page)"
        case 18_083: "EMQX (page)"
        case 18_888: ".NET Aspire (dashboard)"
        case 19_000, 19_001: "Expo"
        case 19_006: "Expo (web)"
        case 19_530: "Milvus"
        case 24_678: "Vite in Nuxt (hot reload)"
        case 24_224: "Fluentd, Fluent Bit"
        case 25_565: "Minecraft"
        case 26_257: "CockroachDB"
        case 26_379: "Redis Sentinel"
        case 27_017: "MongoDB"
        case 27_018: "MongoDB (shard)"
        case 28_015: "RethinkDB"
        case 35_729: "LiveReload"
        case 50_000: "Jenkins (agents), Db2"
        case 50_051: "gRPC servers"
        case 54_321: "Supabase (API)"
        case 54_322: "Supabase (PostgreSQL)"
        case 54_323: "Supabase Studio"
        case 61_616: "ActiveMQ"
        default: nil
        }
    }
}
