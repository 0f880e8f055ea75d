/// Web servers and proxies.
enum WebServerPrograms {
    static let rules: [Rule] = [
        Rule(["nginx", "openresty", "angie", "freenginx"], "nginx", "nginx", .webServer) { invocation in
            if let title = invocation.title, title.hasPrefix("nginx: ") {
                // nginx: master process /usr/sbin/nginx -g daemon off; · nginx: worker process
                let role = invocation.words.first ?? ""
                let file = invocation.value("-c")
                return [role, file].compactMap { $0 }.joined(separator: " ")
            }
            return invocation.value("-c") ?? invocation.value("-p")
        },
        Rule(["busybox-httpd"], "busybox-httpd", "BusyBox httpd", .webServer) {
            $0.value("-h") ?? $0.facts.workingDirectory
        },
        // The server behind a web framework's interface is a binary of its own.
        Rule(["uwsgi", "uwsgi-core", "uWSGI"]) {
            Recognizer.pythonTools["uwsgi"]?.read($0.tool("uwsgi", script: nil, $0.title == nil ? $0.words : []))
        },
        Rule(["apache2", "httpd", "apache"], "apache", "Apache", .webServer) { $0.value("-f") ?? $0.value("-d") },
        Rule(["caddy"], "caddy", "Caddy", .webServer) { invocation in
            switch invocation.verb() {
            case "reverse-proxy": "→ \(invocation.value("--to", "-t") ?? "?")"
            case "file-server": invocation.value("--root", "-r") ?? invocation.facts.workingDirectory
            default: invocation.value("--config", "-c")
            }
        },
        Rule(["lighttpd"], "lighttpd", "lighttpd", .webServer) { $0.value("-f") },
        Rule(
            [
                "h2o", "unitd", "litespeed", "lshttpd", "thttpd", "mini_httpd", "webfsd", "darkhttpd", "miniserve",
                "static-web-server",
            ],
            "web-server", "Web server", .webServer
        ) { $0.program },
        Rule(["traefik"], "traefik", "Traefik", .proxy) { $0.value("--configFile", "--configfile") },
        Rule(["haproxy"], "haproxy", "HAProxy", .proxy) { $0.value("-f") },
        Rule(["envoy"], "envoy", "Envoy", .proxy) { $0.value("-c", "--config-path") },
        Rule(["varnishd", "cache-main"], "varnish", "Varnish", .proxy) { $0.value("-f") },
        Rule(["squid"], "squid", "Squid", .proxy),
        Rule(["privoxy", "tinyproxy", "polipo", "3proxy", "microsocks", "danted", "sslh"], "proxy", "Proxy", .proxy) {
            $0.program
        },
        Rule(["stunnel", "stunnel4"], "stunnel", "stunnel", .proxy) { $0.verb() },
        Rule(["pgbouncer"], "pgbouncer", "PgBouncer", .proxy) { $0.verb() },
        Rule(
            ["pgpool", "proxysql", "maxscale", "odyssey", "nutcracker", "pgcat"], "database-proxy", "Database proxy",
            .proxy
        ) { $0.program },
        Rule(["cloud_sql_proxy", "cloud-sql-proxy"], "cloud-sql-proxy", "Cloud SQL proxy", .tunnel) {
            $0.value("-instances", "--instances") ?? $0.positionals(["--port", "-p", "--address"]).first
        },
        Rule(["toxiproxy-server", "toxiproxy"], "toxiproxy", "Toxiproxy", .proxy),
        Rule(["kong", "apisix", "tyk", "krakend"], "api-gateway", "API gateway", .proxy) { $0.program },
    ]
}

/// Message queues, coordination and secrets.
enum QueuePrograms {
    static let rules: [Rule] = [
        Rule(["nats-server", "gnatsd"], "nats", "NATS", .queue) { $0.value("-c", "--config", "-config") },
        Rule(["mosquitto"], "mosquitto", "Mosquitto", .queue) { $0.value("-c") },
        Rule(["nsqd", "nsqlookupd", "nsqadmin"], "nsq", "NSQ", .queue) { $0.program },
        Rule(["beanstalkd"], "beanstalkd", "beanstalkd", .queue),
        Rule(["gearmand"], "gearman", "Gearman", .queue),
        Rule(["redpanda", "rpk"], "redpanda", "Redpanda", .queue),
        Rule(["rabbitmq-server"], "rabbitmq", "RabbitMQ", .queue),
        Rule(["etcd"], "etcd", "etcd", .database) { $0.value("--data-dir", "-data-dir") ?? $0.value("--name") },
        Rule(["consul"], "consul", "Consul", .tool) {
            $0.has("-dev") ? "dev" : $0.value("-data-dir", "-config-dir", "-config-file")
        },
        Rule(["vault", "bao"], "vault", "Vault", .tool) { $0.has("-dev") ? "dev" : $0.value("-config") },
        Rule(["nomad"], "nomad", "Nomad", .tool) { $0.has("-dev") ? "dev" : $0.value("-config") },
        Rule(["temporal", "temporal-server"], "temporal", "Temporal", .queue) {
            $0.positionals(["--port", "-p", "--db-filename"]).joined(separator: " ")
        },
    ]
}

/// Metrics, logs and traces.
enum MonitoringPrograms {
    static let rules: [Rule] = [
        Rule(["prometheus"], "prometheus", "Prometheus", .monitoring) { $0.value("--config.file") },
        Rule(["alertmanager"], "alertmanager", "Alertmanager", .monitoring) { $0.value("--config.file") },
        Rule(
            [
                "node_exporter", "postgres_exporter", "redis_exporter", "blackbox_exporter", "mysqld_exporter",
                "process-exporter",
                "nginx-prometheus-exporter", "cadvisor", "prometheus-node-exporter", "pushgateway",
            ],
            "prometheus-exporter", "Prometheus exporter", .monitoring
        ) { $0.program },
        Rule(["grafana", "grafana-server"], "grafana", "Grafana", .monitoring) {
            $0.value("--config", "-config", "--homepath", "-homepath")
        },
        Rule(
            ["loki", "tempo", "mimir", "promtail", "alloy", "pyroscope", "grafana-agent", "agent-linux-amd64"],
            "grafana-stack", "Grafana stack", .monitoring
        ) { $0.program },
        Rule(
            ["jaeger", "jaeger-all-in-one", "jaeger-collector", "jaeger-query", "all-in-one-linux"], "jaeger", "Jaeger",
            .monitoring),
        Rule(
            ["otelcol", "otelcol-contrib", "otel-collector", "otelcontribcol"], "otel-collector",
            "OpenTelemetry Collector", .monitoring
        ) { $0.value("--config") },
        Rule(
            [
                "fluent-bit", "vector", "telegraf", "filebeat", "metricbeat", "collectd", "statsd_exporter", "rsyslogd",
                "syslog-ng",
            ],
            "log-collector", "Log collector", .monitoring
        ) { $0.program },
        Rule([
            "netdata", "glances", "zabbix_agentd", "zabbix_agent2", "zabbix_server", "monit", "datadog-agent", "agent",
            "trace-agent",
        ]) {
            // "agent" alone is anybody's; only Datadog's is known by its folder.
            let path = $0.facts.executable ?? $0.facts.arguments.first ?? ""
            if $0.program == "agent" || $0.program == "trace-agent" {
                return path.holds("datadog") ? Recognition("datadog", "Datadog agent", .monitoring) : nil
            }
            return Recognition("monitoring-agent", "Monitoring agent", .monitoring, $0.program)
        },
        Rule(
            ["victoria-metrics", "victoria-metrics-prod", "victoria-logs"], "victoria-metrics", "VictoriaMetrics",
            .monitoring),
    ]
}
