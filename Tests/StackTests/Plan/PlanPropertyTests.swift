import TestSupport
import Testing

@testable import Stack

/// What holds for every plan, tried on stacks made by chance.
@Suite("Every plan") struct PlanPropertyTests {
    /// A stack without circles: a service needs only those before it.
    private func stack(_ random: inout SeededGenerator) -> StackFile {
        let count = Int.random(in: 1...12, using: &random)
        var services: [ServiceSpec] = []
        for index in 0..<count {
            let commands = ["x ${port}", "x $HOME", "a && b", "vite", "echo ${s0.address}", "run '${host}'"]
            var service = ServiceSpec("s\(index)", .run(commands.randomElement(using: &random) ?? "x"))
            if Int.random(in: 0..<5, using: &random) == 0 { service.kind = .container(ContainerSpec(image: "redis")) }
            service.instances = [1, 1, 1, 2, 3].randomElement(using: &random) ?? 1
            service.ports = [PortSpec("", .auto)]
            if Bool.random(using: &random) { service.ports.append(PortSpec("more", .range(3000...4000), target: 1)) }
            for other in services where Int.random(in: 0..<3, using: &random) == 0 {
                let condition = Need.Condition.allCases.randomElement(using: &random) ?? .ready
                service.needs.append(Need(other.name, condition, isRequired: Bool.random(using: &random)))
            }
            if Int.random(in: 0..<4, using: &random) == 0 { service.profiles = ["p"] }
            service.environment = [Variable("OWN", "${address} $HOME"), Variable("BARE", nil)]
            services.append(service)
        }
        // One service always runs, whatever the profiles.
        services[0].profiles = []
        return StackFile(
            format: .ostia, folder: "/work/shop", services: services.shuffled(using: &random),
            environment: [Variable("ALL", "$HOME")], environmentFiles: [EnvironmentFile(".env", isRequired: false)])
    }

    private func inputs(_ seed: UInt64) -> [PlanInput] {
        var random = SeededGenerator(seed: seed)
        return (0..<20).map { _ in
            let file = stack(&random)
            let selection = Bool.random(using: &random) ? [] : [file.services[0].name]
            return input(
                file, environment: ["HOME": "/home/u"], dotenv: ["/work/shop/.env": "ALL=1\nFILE=2\n"],
                selection: selection, profiles: Bool.random(using: &random) ? ["p"] : [])
        }
    }

    @Test("starts everything after what it needs", arguments: 0..<8)
    func order(seed: UInt64) throws {
        for input in inputs(seed) {
            let plan = try plan(input)
            var started: Set<String> = []
            for level in plan.levels {
                #expect(level.allSatisfy { service in service.needs.allSatisfy { started.contains($0.service) } })
                started.formUnion(level.map(\.name))
            }
            #expect(started == Set(plan.services.map(\.name)))
            #expect(started.count == plan.services.count)
        }
    }

    @Test("holds what was asked for and every need that must be", arguments: 0..<8)
    func closure(seed: UInt64) throws {
        for input in inputs(seed) {
            let names = Set(try plan(input).services.map(\.spec.name))
            #expect(names.isSuperset(of: input.selection))
            for service in input.file.services where names.contains(service.name) {
                #expect(service.needs.allSatisfy { !$0.isRequired || names.contains($0.service) })
            }
        }
    }

    @Test("gives every port one number, as it was wished for", arguments: 0..<8)
    func numbers(seed: UInt64) throws {
        for input in inputs(seed) {
            let plan = try plan(input)
            let ports = plan.services.flatMap { service in service.ports.map { (service.name, $0) } }
            #expect(Set(ports.map(\.1.number)).count == ports.count)
            let wishes = Set(Planner.portWishes(input).map(\.key))
            for (name, port) in ports {
                #expect(wishes.contains(PortKey(name, port.name)))
                #expect(input.numbers[PortKey(name, port.name)]?.number == port.number)
            }
        }
    }

    @Test("leaves no template unfilled and no layer out of order", arguments: 0..<8)
    func variables(seed: UInt64) throws {
        let ranks = PlannedVariable.Source.Layer.allCases
        for input in inputs(seed) {
            for service in try plan(input).services {
                #expect(!service.command.contains("${"))
                #expect(!service.arguments.isEmpty)
                #expect(service["OWN"] == "\(service.ports[0].address) /home/u")
                #expect(service["ALL"] == "/home/u")
                #expect(service["FILE"] == "2")
                #expect(service["BARE"] == nil)
                let names = service.environment.map(\.name)
                #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
                #expect(Set(names).count == names.count)
                for variable in service.environment where variable.source.layer != .inherited {
                    let own = ranks.firstIndex(of: variable.source.layer) ?? 0
                    #expect(variable.overridden.allSatisfy { (ranks.firstIndex(of: $0.layer) ?? 0) <= own })
                }
            }
        }
    }

    @Test("is equal when it is made again", arguments: 0..<4)
    func again(seed: UInt64) {
        for (one, two) in zip(inputs(seed), inputs(seed)) {
            #expect(one == two)
            #expect(Planner.plan(one).plan == Planner.plan(two).plan)
            #expect(Planner.plan(one).remarks == Planner.plan(two).remarks)
        }
    }
}
