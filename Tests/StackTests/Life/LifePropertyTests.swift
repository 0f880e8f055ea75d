import TestSupport
import Testing

@testable import Stack

/// Random lives: whatever happens in whatever order, no service is in two places at once and everything ends.
@Suite struct LifePropertyTests {
    /// What a supervisor would know of one service: whether its process or its setup runs.
    private struct World {
        enum Real { case none, starting, running, gone, settingUp }

        var life: StackLife
        var real: [Real]
        var now = 0.0
        var finishes = 0
        var faults: [String] = []

        init(_ plan: StackPlan, endsTogether: Bool) {
            life = StackLife(plan, endsTogether: endsTogether)
            real = plan.services.map { _ in .none }
        }

        mutating func handle(_ event: LifeEvent) {
            for action in life.handle(event, at: now) {
                switch action {
                case .spawn(let i):
                    if real[i] != .none { faults.append("\(event): \(i) is started twice") }
                    if life.isGoingDown { faults.append("\(event): \(i) is started on the way down") }
                    real[i] = .starting
                case .setUp(let i, _):
                    if real[i] != .none { faults.append("\(event): \(i) is set up while it runs") }
                    real[i] = .settingUp
                case .stop(let i), .kill(let i):
                    if real[i] == .none { faults.append("\(event): \(i) is stopped and does not run") }
                case .finished:
                    finishes += 1
                    if real.contains(where: { $0 != .none }) { faults.append("\(event): finished too early") }
                default: break
                }
            }
            for (i, service) in life.services.enumerated() {
                if (real[i] != .none) != service.phase.isActive {
                    faults.append("\(event): \(i) is \(service.phase) and its process \(real[i])")
                }
                if service.phase.isOver && service.deadline != nil { faults.append("\(event): \(i) has a deadline") }
            }
        }

        /// What the machine may do by itself to service `i`.
        mutating func reality(_ i: Int, _ choice: Int) {
            switch real[i] {
            case .none: break
            case .settingUp:
                real[i] = .none
                handle(.setupEnded(i, Ending(code: choice == 0 ? 1 : 0)))
            case .starting where choice == 0:
                real[i] = .none
                handle(.spawnFailed(i, "no such file"))
            case .starting:
                real[i] = .running
                handle(.spawned(i, pid: Int32(i + 1)))
            case .running where choice < 3: handle(.listening(i))
            case .running where choice < 6: handle(.checkPassed(i))
            case .running where choice == 6: handle(.liveFailed(i, "refused"))
            case .running:
                real[i] = .gone
                handle(.exited(i, Ending(code: choice == 7 ? 0 : 1)))
            case .gone:
                real[i] = .none
                handle(.emptied(i))
            }
        }

        /// The process does what a stop or a kill brings about.
        mutating func end(_ i: Int) {
            switch real[i] {
            case .none: break
            case .settingUp: reality(i, 0)
            case .starting: reality(i, 1)
            case .running:
                real[i] = .gone
                handle(.exited(i, Ending(signal: 15)))
            case .gone: reality(i, 1)
            }
        }
    }

    private func plan(_ random: inout SeededGenerator) -> StackPlan {
        let count = Int.random(in: 1...5, using: &random)
        let services = (0..<count).map { i -> PlannedService in
            let needs = (0..<i).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.map {
                "s\($0):\(Need.Condition.allCases.randomElement(using: &random)?.rawValue ?? "ready")"
            }
            return planned(
                "s\(i)", needs: needs, port: Bool.random(using: &random) ? UInt16(i + 1) : nil,
                ready: Bool.random(using: &random) ? .exec("true") : nil,
                restart: ServiceSpec.RestartPolicy.allCases.randomElement(using: &random) ?? .never,
                maxRestarts: Bool.random(using: &random) ? 2 : nil,
                setup: Int.random(in: 0..<4, using: &random) == 0 ? ["x", "y"] : [],
                isRequired: Bool.random(using: &random))
        }
        return StackPlan(
            identity: StackIdentity(project: "p", workTree: "/w", label: "l", id: "p-1"), services: services)
    }

    @Test(arguments: 0..<400)
    func everyLifeIsPossibleAndEnds(_ seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var world = World(plan(&random), endsTogether: seed % 5 == 0)
        let all = Array(world.life.services.indices)
        world.handle(.start(all))
        for _ in 0..<Int.random(in: 0..<120, using: &random) where world.faults.isEmpty {
            let i = all.randomElement(using: &random) ?? 0
            world.now += Double.random(in: 0..<4, using: &random)
            switch Int.random(in: 0..<20, using: &random) {
            case 0: world.handle(.stop([i]))
            case 1: world.handle(.start([i]))
            case 2: world.handle(.restart([i]))
            case 3: world.handle(.changed(i, "x"))
            case 4, 5: world.handle(.tick)
            default: world.reality(i, Int.random(in: 0..<9, using: &random))
            }
        }
        let before = world.finishes
        let wasOver = world.life.services.allSatisfy(\.phase.isOver)
        world.handle(seed % 3 == 0 ? .kill : .down)
        // Each service goes through four stages at most, its two steps of setup included.
        for _ in 0..<6 where world.faults.isEmpty {
            for i in all.shuffled(using: &random) {
                let phase = world.life.services[i].phase
                let isAsked = phase == .stopping || world.real[i] == .gone || world.real[i] == .settingUp
                if isAsked || seed % 3 == 0 { world.end(i) }
            }
        }
        for _ in 0..<20 where world.faults.isEmpty {
            for i in all where world.life.services[i].phase != .ready { world.end(i) }
        }
        #expect(world.faults == [], "seed \(seed)")
        #expect(world.life.services.filter { !$0.phase.isOver }.map(\.phase) == [], "seed \(seed)")
        #expect(world.finishes == before + (wasOver ? 0 : 1), "seed \(seed)")
    }
}
