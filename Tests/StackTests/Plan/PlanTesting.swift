import Testing

@testable import Stack

/// The example of the documentation.
let shop = """
    name: shop
    services:
      db:    { run: "postgres -D .data -p ${port} -h ${host}", ready: tcp }
      api:
        run: "flask --app api run --port ${port}"
        needs: [db]
        ports: { http: auto, debug: auto }
        env: { DATABASE_URL: "postgres://${db.address}/shop" }
        ready: { http: /health }
      web:   { run: "npm run dev", needs: [api], port: 5173 }
      cache: { container: "redis:7", port: auto }
      stage: { forward: "ssh://bastion/db.internal:5432" }
    """

/// Reads a file that must be right.
func file(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> StackFile {
    let read = OstiaYAML.read(text, path: "/work/shop/ostia.yaml")
    #expect(read.remarks.filter { $0.kind == .error } == [], sourceLocation: sourceLocation)
    return try #require(read.file, sourceLocation: sourceLocation)
}

/// One service `a` with these lines, each a key.
func service(_ lines: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> ServiceSpec {
    let text = "services:\n  a:\n" + lines.map { "    \($0)" }.joined(separator: "\n")
    return try #require(try file(text, sourceLocation: sourceLocation).services.first, sourceLocation: sourceLocation)
}

/// What a plan of this file starts from; automatic ports are 20000, 20001 … in the order of the wishes.
func input(
    _ file: StackFile, environment: [String: String] = [:], dotenv: [String: String] = [:], selection: [String] = [],
    profiles: [String] = [], scripts: [String: String] = [:], base: UInt16? = nil
) -> PlanInput {
    var input = PlanInput(
        file: file, identity: StackIdentity(project: "shop", workTree: "/work/shop", label: "main", id: "shop-1"),
        inherited: environment, dotenvTexts: dotenv, selection: selection, profiles: profiles,
        packageScripts: ["/work/shop": scripts], basePort: base)
    var next: UInt16 = 20000
    for wish in Planner.portWishes(input) {
        if case .fixed = wish.port.wish { continue }
        input.numbers[wish.key] = PortNumber(next, isLeased: true)
        next += 1
    }
    return input
}

func plan(_ input: PlanInput, sourceLocation: SourceLocation = #_sourceLocation) throws -> StackPlan {
    let (plan, remarks) = Planner.plan(input)
    #expect(remarks.filter { $0.kind == .error } == [], sourceLocation: sourceLocation)
    return try #require(plan, sourceLocation: sourceLocation)
}

/// The errors of a plan that cannot be made.
func faults(_ input: PlanInput, sourceLocation: SourceLocation = #_sourceLocation) -> [String] {
    let (plan, remarks) = Planner.plan(input)
    #expect(plan == nil, sourceLocation: sourceLocation)
    return remarks.filter { $0.kind == .error }.map { "\($0.subject): \($0.text)" }
}

extension StackPlan {
    subscript(_ name: String) -> PlannedService? { services.first { $0.name == name } }
}

extension PlannedService {
    /// The value of a variable.
    subscript(_ name: String) -> String? { environment.first { $0.name == name }?.value }
}
