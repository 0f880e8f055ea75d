import Stack
import Testing

@testable import Supervision

@Suite struct ServiceWatchTests {
    private func service(watch: [String] = []) -> PlannedService {
        var spec = ServiceSpec("web", .run("true"))
        spec.watch = watch
        return PlannedService(name: "web", spec: spec)
    }

    @Test func filesAreWatchedWhereAskedFor() {
        #expect(!ServiceWatch(service()).watchesFiles)
        #expect(ServiceWatch(service(watch: ["src"])).watchesFiles)
    }

    @Test func aNewProcessBeginsAnew() {
        var watch = ServiceWatch(service())
        watch.nextCheck = 5
        watch.isChecking = true
        watch.failures = 2
        watch.comparisons = 9
        watch.divergences = [Divergence(.ignoredPort, port: "", text: "x", mend: "y")]
        watch.restart(at: 100)
        #expect(watch.nextCheck == nil)
        #expect(!watch.isChecking)
        #expect(watch.failures == 0)
        #expect(watch.comparisons == 0)
        #expect(watch.divergences == [])
        #expect(watch.nextComparison.map { $0 > 100 && $0 <= 102 } == true)
    }
}
