import TestSupport
import Testing
import Yams

@testable import Stack

@Suite struct KubernetesExportTests {
    private func full() throws -> ExportResult {
        let fixture = try ExportFixture.makeFull()
        return Exporter.kubernetes(fixture.file, plan: fixture.plan)
    }

    private func objects(_ result: ExportResult, _ path: String) throws -> [String: [String: Any]] {
        var found: [String: [String: Any]] = [:]
        for document in try Yams.load_all(yaml: result.text("kubernetes/\(path).yaml")) {
            let object = try #require(document as? [String: Any])
            found[try #require(object["kind"] as? String)] = object
        }
        return found
    }

    private func value(_ object: Any?, _ path: String) -> Any? {
        path.split(separator: ".").reduce(object) { object, key in
            if let list = object as? [Any] { return Int(key).flatMap { $0 < list.count ? list[$0] : nil } }
            return (object as? [String: Any])?[String(key)]
        }
    }

    @Test func aDeploymentWithItsProbes() throws {
        let api = try objects(full(), "api")
        #expect(Set(api.keys) == ["ConfigMap", "Secret", "Deployment", "Service"])
        let pod = value(api["Deployment"], "spec.template.spec")
        let container = value(pod, "containers.0")
        #expect(
            value(container, "command") as? [String] == [
                "flask", "--app", "api", "run", "--host", "0.0.0.0", "--port", "5000",
            ])
        #expect(value(container, "startupProbe.httpGet.path") as? String == "/health")
        #expect(value(container, "startupProbe.failureThreshold") as? Int == 60)
        #expect(value(container, "readinessProbe.httpGet.port") as? String == "http")
        #expect(value(container, "livenessProbe.periodSeconds") as? Int == 5)
        #expect(
            value(container, "lifecycle.preStop.exec.command.2") as? String == "curl -s localhost/bye; kill -QUIT 1")
        #expect(value(pod, "terminationGracePeriodSeconds") as? Int == 10)
        let names = (value(pod, "initContainers") as? [[String: Any]])?.compactMap { $0["name"] as? String }
        #expect(names == ["wait-for-db", "setup-1", "setup-2"])
        #expect(value(pod, "initContainers.0.command.2") as? String == "until nc -z -w 1 db 5432; do sleep 1; done")
        #expect(value(api["ConfigMap"], "data.DATABASE_URL") as? String == "postgres://db:5432/shop")
        #expect(value(api["ConfigMap"], "data.CODE") as? String == "0755")
        #expect(value(api["Secret"], "stringData.STACK_TOKEN") as? String == "t$0k'en")
        #expect(value(api["Service"], "spec.ports.1.targetPort") as? String == "debug")
    }

    @Test func keptVolumesMakeAStatefulSet() throws {
        let result = try full()
        let db = try objects(result, "db")
        #expect(Set(db.keys) == ["ConfigMap", "Secret", "StatefulSet", "Service"])
        #expect(value(db["StatefulSet"], "spec.serviceName") as? String == "db")
        #expect(value(db["StatefulSet"], "spec.volumeClaimTemplates.0.metadata.name") as? String == "data")
        let mounts = value(db["StatefulSet"], "spec.template.spec.containers.0.volumeMounts") as? [[String: String]]
        #expect(mounts == [["name": "data", "mountPath": "/var/lib/postgresql/data"]])
        #expect(result.losses.contains { $0.subject == "db.container.volumes" && $0.kind == .lost })
    }

    @Test func aStatefulSetWithoutAPortHasAHeadlessService() throws {
        let fixture = try ExportFixture(
            "services: { a: { container: { image: busybox, volumes: [\"v:/v\", /scratch] }, port: none } }")
        let result = Exporter.kubernetes(fixture.file, plan: fixture.plan)
        let found = try objects(result, "a")
        #expect(value(found["Service"], "spec.clusterIP") as? String == "None")
        #expect(value(found["StatefulSet"], "spec.template.spec.volumes.0.name") as? String == "scratch-2")
    }

    @Test func whatRunsToItsEndIsAJob() throws {
        let result = try full()
        let migrate = try objects(result, "migrate")
        #expect(value(migrate["Job"], "spec.backoffLimit") as? Int == 0)
        #expect(value(migrate["Job"], "spec.template.spec.restartPolicy") as? String == "Never")
        #expect(value(migrate["Job"], "spec.template.spec.containers.0.readinessProbe") == nil)
        #expect(result.losses.contains { $0.subject == "api.needs" && $0.text.contains("job/migrate") })
    }

    @Test func httpPortsHaveAnIngress() throws {
        let ingress = try objects(full(), "ingress")["Ingress"]
        let hosts = (value(ingress, "spec.rules") as? [[String: Any]])?.compactMap { $0["host"] as? String }
        #expect(hosts == ["api.shop.localhost", "web.shop.localhost", "line.shop.localhost"])
    }

    @Test func otherTransportsInstancesAndNoPort() throws {
        let result = try full()
        #expect(try value(objects(result, "dns")["Service"], "spec.ports.0.protocol") as? String == "UDP")
        #expect(try value(objects(result, "web")["Deployment"], "spec.replicas") as? Int == 2)
        #expect(try objects(result, "migrate")["Service"] == nil)
        #expect(result.text("kubernetes/stage.yaml") == "(no kubernetes/stage.yaml)")
    }

    @Test func nobodyWaitsForAPortThatMayNeverListen() throws {
        let fixture = try ExportFixture("services:\n  a: worker\n  b: { run: x, needs: [a] }\n")
        let result = Exporter.kubernetes(fixture.file, plan: fixture.plan)
        #expect(!result.text("kubernetes/b.yaml").contains("wait-for"))
        #expect(!result.text("kubernetes/a.yaml").contains("Probe"))
        #expect(result.loss("b.needs") == .lost)
    }

    @Test(arguments: [
        ("api", "api"), ("My_API", "my-api"), ("1st", "s1st"), ("--", "service"), ("a.b", "a-b"), ("é", "service"),
        ("a-", "a"),
    ])
    func names(name: String, fitted: String) { #expect(KubernetesName.fit(name) == fitted) }

    /// kubectl reads each workload into its own types and prints them: what it does not know is gone then.
    @Test(.requires("kubectl"), arguments: ["db", "migrate", "api", "web", "dns", "line"])
    func kubectlKnowsEveryField(service: String) throws {
        let folder = TemporaryFolder()
        let result = try full()
        result.write(to: folder)
        let run = try Command.run(
            "kubectl", ["set", "env", "--local", "-f", folder("kubernetes/\(service).yaml"), "-o", "yaml", "TRIED=1"],
            environment: ["KUBECONFIG": folder("none"), "HOME": folder.path])
        // It sets variables of pods alone; that it says so of the others by their types means that it could read them.
        for line in run.error.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
            #expect(line.contains("does not have a pod template: *v1."), "\(line)")
        }
        let printed = try #require(try Yams.load(yaml: run.output) as? [String: Any])
        let kind = try #require(printed["kind"] as? String)
        let ours = try #require(try objects(result, service)[kind])
        #expect(missing(ours, printed, "") == [])
    }

    @Test(.requires("kubectl")) func kubectlKnowsTheIngress() throws {
        let folder = TemporaryFolder()
        try full().write(to: folder)
        let run = try Command.run(
            "kubectl", ["set", "env", "--local", "-f", folder("kubernetes/ingress.yaml"), "-o", "yaml", "TRIED=1"],
            environment: ["KUBECONFIG": folder("none"), "HOME": folder.path])
        #expect(run.error.contains("*v1.Ingress"))
    }

    /// The paths of `part` that `whole` lacks or has with another value.
    private func missing(_ part: Any, _ whole: Any?, _ path: String) -> [String] {
        switch (part, whole) {
        case (let part as [String: Any], let whole as [String: Any]):
            part.flatMap { missing($0.value, whole[$0.key], "\(path).\($0.key)") }
        case (let part as [Any], let whole as [Any]) where part.count == whole.count:
            zip(part, whole).enumerated().flatMap { missing($1.0, $1.1, "\(path)[\($0)]") }
        case (let part, let whole?): "\(part)" == "\(whole)" ? [] : [path]
        default: [path]
        }
    }
}
