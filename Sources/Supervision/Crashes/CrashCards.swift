import Inventory
import LinuxKernel

extension CrashCard {
    /// The cards that are kept with a run, the earliest first.
    package static func all(of run: RunFolder) -> [CrashCard] {
        let names = (FileBytes.names(in: run.path) ?? []).filter { $0.hasPrefix("crash-") }
        return names.sorted { number($0) < number($1) }.compactMap { name in
            FileBytes.read("\(run.path)/\(name)", limit: 1 << 22).flatMap { JSONValue($0) }.flatMap(CrashCard.init)
        }
    }

    /// Where a run keeps one.
    static func fileName(_ number: Int, _ service: String) -> String { "crash-\(number)-\(service).json" }

    private static func number(_ name: String) -> Int { Int(name.dropFirst(6).prefix { $0 != "-" }) ?? 0 }
}
