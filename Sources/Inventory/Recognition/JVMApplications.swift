/// Programs that run in a JVM, by main class, jar, class path or properties.
enum JVMApplications {
    private struct Known {
        var id: String
        var title: String
        var kind: Recognition.Kind
        var detail: @Sendable (JVMPrograms.Launch) -> String?

        init(
            _ id: String, _ title: String, _ kind: Recognition.Kind,
            _ detail: @escaping @Sendable (JVMPrograms.Launch) -> String? = { _ in nil }
        ) {
            self.id = id
            self.title = title
            self.kind = kind
            self.detail = detail
        }
    }

    private static let zooKeeper = Known("zookeeper", "ZooKeeper", .queue) { $0.arguments.first }
    private static let kafka = Known("kafka", "Kafka", .queue) { $0.arguments.first }
    private static let elastic = Known("elasticsearch", "Elasticsearch", .database) { $0.property("es.path.home") }
    private static let springBoot = Known("spring-boot", "Spring Boot", .application) { $0.isJar ? $0.shortMain : nil }
    private static let gradleDaemon = Known("gradle-daemon", "Gradle daemon", .tool) { $0.arguments.first }
    private static let gradle = Known("gradle", "Gradle", .tool) { $0.arguments.first { !$0.hasPrefix("-") } }
    private static let maven = Known("maven", "Maven", .tool) { $0.arguments.first { !$0.hasPrefix("-") } }
    private static let minecraft = Known("minecraft", "Minecraft server", .application)
    private static let jetBrainsHelper = Known("jetbrains-helper", "JetBrains helper", .editor) {
        $0.main.split(separator: ".").last.map(String.init)
    }
    private static let jetBrains = Known("jetbrains", "JetBrains IDE", .editor) { $0.property("idea.paths.selector") }

    private static let classes: [String: Known] = [
        "org.apache.catalina.startup.Bootstrap": Known("tomcat", "Tomcat", .application) {
            $0.property("catalina.base") ?? $0.property("catalina.home")
        },
        "jdk.httpserver": Known("jwebserver", "JDK web server", .devServer),
        "org.eclipse.jetty.start.Main": Known("jetty", "Jetty", .application) { $0.property("jetty.base") },
        "org.eclipse.jetty.xml.XmlConfiguration": Known("jetty", "Jetty", .application) { $0.property("jetty.base") },
        "org.elasticsearch.bootstrap.Elasticsearch": elastic,
        "org.elasticsearch.server.cli.ServerCli": elastic,
        "org.elasticsearch.launcher.CliToolLauncher": elastic,
        "org.opensearch.bootstrap.OpenSearch": Known("opensearch", "OpenSearch", .database) {
            $0.property("opensearch.path.home")
        },
        "kafka.Kafka": kafka,
        "kafka.docker.KafkaDockerWrapper": kafka,
        "org.apache.kafka.connect.cli.ConnectDistributed": Known("kafka-connect", "Kafka Connect", .queue),
        "org.apache.kafka.connect.cli.ConnectStandalone": Known("kafka-connect", "Kafka Connect", .queue),
        "io.confluent.kafka.schemaregistry.rest.SchemaRegistryMain": Known(
            "schema-registry", "Schema Registry", .queue),
        "org.apache.zookeeper.server.quorum.QuorumPeerMain": zooKeeper,
        "org.apache.zookeeper.server.ZooKeeperServerMain": zooKeeper,
        "org.apache.cassandra.service.CassandraDaemon": Known("cassandra", "Cassandra", .database),
        "org.neo4j.server.startup.NeoBootstrapper": Known("neo4j", "Neo4j", .database),
        "org.neo4j.server.startup.Neo4jBoot": Known("neo4j", "Neo4j", .database),
        "com.neo4j.server.startup.Neo4jCommand": Known("neo4j", "Neo4j", .database),
        "org.h2.tools.Server": Known("h2", "H2", .database),
        "org.h2.tools.Console": Known("h2", "H2", .database),
        "org.hsqldb.server.Server": Known("hsqldb", "HSQLDB", .database),
        "org.apache.derby.drda.NetworkServerControl": Known("derby", "Derby", .database),
        "org.apache.activemq.artemis.boot.Artemis": Known("artemis", "ActiveMQ Artemis", .queue),
        "org.apache.pulsar.PulsarStandaloneStarter": Known("pulsar", "Pulsar", .queue),
        "org.apache.spark.deploy.master.Master": Known("spark", "Spark", .application) { _ in "master" },
        "org.apache.spark.deploy.worker.Worker": Known("spark", "Spark", .application) { _ in "worker" },
        "org.apache.spark.deploy.SparkSubmit": Known("spark", "Spark", .application) { $0.arguments.last },
        "org.apache.hadoop.hdfs.server.namenode.NameNode": Known("hadoop", "Hadoop", .database) { _ in "NameNode" },
        "org.apache.hadoop.hdfs.server.datanode.DataNode": Known("hadoop", "Hadoop", .database) { _ in "DataNode" },
        "io.trino.server.TrinoServer": Known("trino", "Trino", .database),
        "io.quarkus.bootstrap.runner.QuarkusEntryPoint": Known("quarkus", "Quarkus", .application),
        "io.quarkus.runner.GeneratedMain": Known("quarkus", "Quarkus", .application),
        "play.core.server.ProdServerStart": Known("play", "Play", .application),
        "clojure.main": Known("clojure", "Clojure", .application) { $0.arguments.last },
        "org.springframework.boot.loader.JarLauncher": springBoot,
        "org.springframework.boot.loader.launch.JarLauncher": springBoot,
        "org.springframework.boot.loader.WarLauncher": springBoot,
        "org.springframework.boot.loader.PropertiesLauncher": springBoot,
        "org.springframework.boot.loader.launch.PropertiesLauncher": springBoot,
        "org.gradle.launcher.daemon.bootstrap.GradleDaemon": gradleDaemon,
        "org.gradle.wrapper.GradleWrapperMain": gradle,
        "org.gradle.launcher.GradleMain": gradle,
        "worker.org.gradle.process.internal.worker.GradleWorkerMain": Known("gradle-worker", "Gradle worker", .tool) {
            $0.arguments.joined(separator: " ").filter { $0 != "'" }
        },
        "org.codehaus.plexus.classworlds.launcher.Launcher": maven,
        "org.apache.maven.wrapper.MavenWrapperMain": maven,
        "org.mvndaemon.mvnd.common.MavenDaemon": Known("maven-daemon", "Maven daemon", .tool),
        "org.apache.maven.surefire.booter.ForkedBooter": Known("maven-tests", "Maven tests", .tool),
        "org.jetbrains.kotlin.daemon.KotlinCompileDaemon": Known("kotlin-daemon", "Kotlin compile daemon", .tool),
        "xsbt.boot.Boot": Known("sbt", "sbt", .tool) { $0.arguments.first },
        "bloop.Bloop": Known("bloop", "Bloop", .tool),
        "bloop.BloopServer": Known("bloop", "Bloop", .tool),
        "scala.meta.metals.Main": Known("language-server", "Language server", .editor) { _ in "Metals" },
        "com.intellij.idea.Main": jetBrains,
        "com.intellij.platform.impl.Main": jetBrains,
        "com.jetbrains.rdserver.unattendedHost.UnattendedHostMain": jetBrains,
        "com.jetbrains.toolbox.MainKt": Known("jetbrains-toolbox", "JetBrains Toolbox", .editor),
        "org.openqa.grid.selenium.GridLauncherV3": Known("selenium", "Selenium", .tool),
        "org.apache.jmeter.NewDriver": Known("jmeter", "JMeter", .tool),
        "org.wildfly.swarm.bootstrap.Main": Known("wildfly", "WildFly", .application),
        "net.minecraft.server.Main": minecraft,
        "net.fabricmc.loader.impl.launch.server.FabricServerLauncher": minecraft,
        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner": Known(
            "dynamodb-local", "DynamoDB Local", .database),
    ]

    /// Jars by how their name begins.
    private static let jars: [(String, Known)] = [
        (
            "quarkus-run",
            Known("quarkus", "Quarkus", .application) { $0.property("quarkus.http.port").map { "port \($0)" } }
        ),
        ("jenkins", Known("jenkins", "Jenkins", .tool)),
        ("DynamoDBLocal", Known("dynamodb-local", "DynamoDB Local", .database)),
        ("selenium-server", Known("selenium", "Selenium", .tool) { $0.arguments.first }),
        ("wiremock", Known("wiremock", "WireMock", .tool)),
        ("zipkin", Known("zipkin", "Zipkin", .monitoring)),
        ("activemq", Known("activemq", "ActiveMQ", .queue)),
        (
            "jboss-modules",
            Known("wildfly", "WildFly", .application) {
                $0.property("jboss.server.base.dir") ?? $0.property("jboss.home.dir")
            }
        ),
        ("gradle-wrapper", gradle), ("sbt-launch", Known("sbt", "sbt", .tool) { $0.arguments.first }),
        ("sonar-application", Known("sonarqube", "SonarQube", .tool)),
        ("kafka-ui", Known("kafka-ui", "Kafka UI", .tool)), ("plantuml", Known("plantuml", "PlantUML", .tool)),
        ("minecraft_server", minecraft), ("paper", minecraft), ("fabric-server", minecraft),
        ("surefirebooter", Known("maven-tests", "Maven tests", .tool)),
        ("cloud-firestore-emulator", Known("firebase-emulator", "Firebase emulator", .tool)),
    ]

    static func recognize(_ launch: JVMPrograms.Launch, _ invocation: Invocation) -> Recognition? {
        if let known = classes[launch.main] { return made(known, launch) }
        if launch.isJar, let found = jar(launch, invocation) { return found }
        if ["com.intellij.", "org.jetbrains.", "com.jetbrains."].contains(where: { launch.main.hasPrefix($0) }) {
            return made(jetBrainsHelper, launch)
        }
        let detail = launch.shortMain
        if launch.classPath.holds("spring-boot") || hasSpringOption(launch) {
            return Recognition("spring-boot", "Spring Boot", .application, detail)
        }
        for (part, id, title) in frameworks where launch.classPath.contains(part) {
            return Recognition(id, title, .application, detail)
        }
        return nil
    }

    private static let frameworks: [(String, String, String)] = [
        ("/quarkus-", "quarkus", "Quarkus"), ("/micronaut-", "micronaut", "Micronaut"),
        ("/ktor-server", "ktor", "Ktor"),
        ("/vertx-core", "vertx", "Vert.x"), ("/dropwizard-", "dropwizard", "Dropwizard"),
        ("/javalin", "javalin", "Javalin"),
        ("/tomcat-embed", "tomcat", "Tomcat"), ("/jetty-server", "jetty", "Jetty"),
        ("/keycloak-", "keycloak", "Keycloak"),
    ]

    private static func jar(_ launch: JVMPrograms.Launch, _ invocation: Invocation) -> Recognition? {
        let name = Path.name(launch.main)
        if name.hasPrefix("org.eclipse.equinox.launcher") {
            let application = launch.property("eclipse.application") ?? ""
            let isServer = application.hasPrefix("org.eclipse.jdt.ls")
            return isServer
                ? Recognition("language-server", "Language server", .editor, "Java (jdt.ls)")
                : Recognition("eclipse", "Eclipse", .editor)
        }
        if name == "start.jar" {
            if let solr = launch.property("solr.solr.home") ?? launch.property("solr.install.dir") {
                return Recognition("solr", "Solr", .database, solr)
            }
            return Recognition("jetty", "Jetty", .application, launch.property("jetty.base"))
        }
        for (prefix, known) in jars where name.hasPrefix(prefix) { return made(known, launch) }
        if name.holds("language-server") || name.holds("lemminx") {
            return Recognition("language-server", "Language server", .editor, name)
        }
        if name.hasSuffix("-dev.jar"),
            invocation.facts.files.exists(
                "\(invocation.facts.workingDirectory ?? "")/src/main/resources/application.properties")
        {
            return Recognition("quarkus", "Quarkus", .devServer, name)
        }
        if hasSpringOption(launch) || isBuiltWithSpring(launch.main, invocation) {
            return Recognition("spring-boot", "Spring Boot", .application, name)
        }
        return nil
    }

    private static func hasSpringOption(_ launch: JVMPrograms.Launch) -> Bool {
        launch.arguments.contains { $0.hasPrefix("--spring.") || $0.hasPrefix("--server.port") }
            || launch.options.contains { $0.hasPrefix("-Dspring.") || $0.hasPrefix("-Dserver.port=") }
    }

    /// `target/shop.jar` has its `pom.xml` beside `target`, `build/libs/shop.jar` its build script two up.
    private static func isBuiltWithSpring(_ jar: String, _ invocation: Invocation) -> Bool {
        guard let path = invocation.path(jar) else { return false }
        let folder = Path.parent(path)
        let files: [String]
        if folder.hasSuffix("/target") {
            files = ["\(Path.parent(folder))/pom.xml"]
        } else if folder.hasSuffix("/build/libs") {
            let top = Path.parent(Path.parent(folder))
            files = ["\(top)/build.gradle", "\(top)/build.gradle.kts"]
        } else {
            return false
        }
        return files.contains { invocation.facts.files.text($0).map { $0.holds("springframework.boot") } ?? false }
    }

    private static func made(_ known: Known, _ launch: JVMPrograms.Launch) -> Recognition {
        Recognition(known.id, known.title, known.kind, known.detail(launch))
    }
}
