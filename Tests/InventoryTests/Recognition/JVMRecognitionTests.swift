import Inventory
import Testing

private let java = "/usr/lib/jvm/java-21/bin/java"
private let listening = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005"

@Suite struct JVMRecognitionTests {
    static let cases: [Case] = [
        Case("java -jar shop.jar", executable: java, "jvm", "Java", "shop.jar"),
        Case("java -cp build/classes com.example.Shop", executable: java, "jvm", "Java", "com.example.Shop"),
        Case(
            "java -Xmx1g --add-modules java.se -cp a.jar:b.jar com.example.Main --x", executable: java, "jvm", "Java",
            "com.example.Main"),
        Case("java -p mods -m shop/com.example.Main", executable: java, "jvm", "Java", "com.example.Main"),
        Case(
            "java -Dcatalina.base=/var/lib/tomcat10 -classpath /usr/share/tomcat10/bin/bootstrap.jar org.apache.catalina.startup.Bootstrap start",
            executable: java, "tomcat", "Tomcat", "/var/lib/tomcat10"),
        Case(
            "java -Djetty.base=/srv/jetty -jar /opt/jetty/start.jar", executable: java, "jetty", "Jetty", "/srv/jetty"),
        Case(
            "java -cp x kafka.Kafka /etc/kafka/server.properties", executable: java, "kafka", "Kafka",
            "/etc/kafka/server.properties"),
        Case(
            "java -cp x org.apache.zookeeper.server.quorum.QuorumPeerMain /etc/zk/zoo.cfg", executable: java,
            "zookeeper", "ZooKeeper", "/etc/zk/zoo.cfg"),
        Case(
            "java -Des.path.home=/usr/share/elasticsearch -m org.elasticsearch.server/org.elasticsearch.bootstrap.Elasticsearch",
            executable: "/usr/share/elasticsearch/jdk/bin/java", "elasticsearch", "Elasticsearch",
            "/usr/share/elasticsearch"),
        Case("java -cp x org.opensearch.bootstrap.OpenSearch -d", executable: java, "opensearch", "OpenSearch"),
        Case(
            "java -cp /r/spring-boot-3.2.0.jar:/x com.example.ShopApplication", executable: java, "spring-boot",
            "Spring Boot", "com.example.ShopApplication"),
        Case("java -jar shop.jar --server.port=8081", executable: java, "spring-boot", "Spring Boot", "shop.jar"),
        Case(
            "java -jar target/shop.jar", executable: java,
            files: ["/home/ada/shop/pom.xml": "<groupId>org.springframework.boot</groupId>"], "spring-boot",
            "Spring Boot", "shop.jar"),
        Case(
            "java -jar build/libs/shop.jar", executable: java,
            files: ["/home/ada/shop/build.gradle.kts": #"id("org.springframework.boot")"#], "spring-boot",
            "Spring Boot", "shop.jar"),
        Case("java org.springframework.boot.loader.launch.JarLauncher", executable: java, "spring-boot", "Spring Boot"),
        Case("java -jar quarkus-app/quarkus-run.jar", executable: java, "quarkus", "Quarkus"),
        Case(
            "java -cp /m/ktor-server-core.jar:/x com.example.ApplicationKt", executable: java, "ktor", "Ktor",
            "com.example.ApplicationKt"),
        Case(
            "java -cp g.jar org.gradle.launcher.daemon.bootstrap.GradleDaemon 8.5", executable: java, "gradle-daemon",
            "Gradle daemon", "8.5"),
        Case(
            "java -cp m.jar org.codehaus.plexus.classworlds.launcher.Launcher spring-boot:run", executable: java,
            "maven", "Maven", "spring-boot:run"),
        Case(
            "java -cp k.jar org.jetbrains.kotlin.daemon.KotlinCompileDaemon --daemon-x", executable: java,
            "kotlin-daemon", "Kotlin compile daemon"),
        Case("java -jar /usr/share/sbt/bin/sbt-launch.jar run", executable: java, "sbt", "sbt", "run"),
        Case(
            "java -Didea.paths.selector=IntelliJIdea2024.1 com.intellij.idea.Main",
            executable: "/opt/idea/jbr/bin/java", "jetbrains", "JetBrains IDE", "IntelliJIdea2024.1"),
        Case(
            "java -cp x org.jetbrains.idea.maven.server.RemoteMavenServer36", executable: java, "jetbrains-helper",
            "JetBrains helper", "RemoteMavenServer36"),
        Case(
            "java -Declipse.application=org.eclipse.jdt.ls.core.id1 -jar /p/org.eclipse.equinox.launcher_1.6.jar",
            executable: java, "language-server", "Language server", "Java (jdt.ls)"),
        Case("java -jar jenkins.war", executable: java, "jenkins", "Jenkins"),
        Case("java -jar selenium-server-4.1.jar standalone", executable: java, "selenium", "Selenium", "standalone"),
        Case(
            "java \(listening) -cp c com.example.Shop", executable: java, port: 5005, "jdwp", "JDWP debugger",
            "com.example.Shop"),
        Case(
            "java \(listening) -cp c com.example.Shop", executable: java, port: 8080, "jvm", "Java", "com.example.Shop"),
        Case(
            "java -Xdebug -Xrunjdwp:transport=dt_socket,server=y,suspend=y,address=8000 -jar shop.jar",
            executable: java, port: 8000, "jdwp", "JDWP debugger", "shop.jar, suspended until attached"),
        Case(
            "java -jar shop.jar", executable: java, port: 5007,
            environment: [
                "JAVA_TOOL_OPTIONS": "-Xmx1g -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5007"
            ],
            "jdwp", "JDWP debugger", "shop.jar"),
        Case(
            "java -jar shop.jar", executable: java, port: 5008,
            environment: ["JDK_JAVA_OPTIONS": "-agentlib:jdwp=server=y,suspend=n,address=127.0.0.1:5008"], "jdwp",
            "JDWP debugger", "shop.jar"),
        Case(
            "java -agentlib:jdwp=transport=dt_socket,address=127.0.0.1:62893,suspend=y,server=n com.example.Main",
            executable: java, port: 62893, "jvm", "Java", "com.example.Main"),
        Case(
            "java -Dcom.sun.management.jmxremote.port=9010 -jar a.jar", executable: java, port: 9010, "jmx", "JMX",
            "a.jar"),
    ]

    @Test(arguments: cases) func recognised(_ row: Case) { row.check() }

    @Test func theDebugAgentsOptions() throws {
        let server = try #require(JDWP("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005"))
        #expect(server.isServer)
        #expect(!server.suspends)
        #expect(server.port == 5005)
        #expect(server.host == "*")
        let client = try #require(JDWP("-agentlib:jdwp=transport=dt_socket,address=127.0.0.1:62893"))
        #expect(!client.isServer)
        #expect(client.suspends)
        #expect(client.host == "127.0.0.1")
        let any = try #require(JDWP("-Xrunjdwp:transport=dt_socket,server=y,address=0"))
        #expect(any.port == nil)
        #expect(JDWP("-agentlib:hprof") == nil)
        #expect(JDWP("-agentlib:jdwp=address=[::1]:5006")?.port == 5006)
        #expect(JDWP("-agentlib:jdwp=address=*:99999")?.port == nil)
    }
}
