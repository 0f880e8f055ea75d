/// Lays variables over each other and remembers what each overrode.
struct EnvironmentLayers {
    private let inherited: [String: String]
    /// By name, the weakest first; a name stands here once a layer above the user's environment has set it.
    private var sources: [String: [PlannedVariable.Source]] = [:]

    init(inherited: [String: String]) { self.inherited = inherited }

    /// The value as the layers so far have it.
    func value(_ name: String) -> String? { sources[name]?.last?.value ?? inherited[name] }

    func inheritedValue(_ name: String) -> String? { inherited[name] }

    /// - Parameter belowInherited: the user's own environment wins over it, a later such source over an earlier one.
    mutating func set(_ name: String, _ source: PlannedVariable.Source, belowInherited: Bool = false) {
        var list = sources[name] ?? inherited[name].map { [.init(.inherited, $0)] } ?? []
        if belowInherited, let index = list.firstIndex(where: { $0.layer == .inherited }) {
            list.insert(source, at: index)
        } else {
            list.append(source)
        }
        sources[name] = list
    }

    /// Every variable that a layer has set, in the order of the names.
    var variables: [PlannedVariable] {
        sources.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            guard let list = sources[name], let last = list.last else { return nil }
            return PlannedVariable(name, last, overridden: list.dropLast().reversed())
        }
    }
}

/// The dotenv files of a stack, each read once.
struct DotenvLayers {
    private let input: PlanInput
    private var readings: [EnvironmentFile: DotenvReading] = [:]
    var remarks: [Remark] = []

    init(_ input: PlanInput) { self.input = input }

    /// The entries of a file with the file's name as users know it. What is wrong with it is noted the first time.
    mutating func entries(_ file: EnvironmentFile) -> [DotenvEntry] {
        if let reading = readings[file] { return reading.entries }
        var reading = DotenvReading()
        if let text = input.dotenvTexts[Planner.path(input.file.folder, file.path)] {
            reading = Dotenv.read(text, dialect: file.isRaw ? .raw : input.dialect) { input.inherited[$0] }
            remarks += reading.remarks.map { remark in
                let name = remark.subject.isEmpty ? "" : "\(remark.subject): "
                return Remark(remark.kind, file.path, name + remark.text, line: remark.line)
            }
        } else if file.isRequired {
            remarks.append(Remark(.error, "env_file", "there is no file `\(file.path)`"))
        }
        readings[file] = reading
        return reading.entries
    }
}
