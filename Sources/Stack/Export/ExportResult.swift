/// What an export made: files, what they cannot carry, and what to type next.
package struct ExportResult: Hashable, Sendable {
    /// A file to be written; the path is relative to the folder of the export.
    package struct File: Hashable, Sendable {
        package var path: String
        package var text: String
        /// Whether it holds values that look like secrets.
        package var isSecret: Bool

        init(_ path: String, _ text: String, isSecret: Bool = false) {
            self.path = path
            self.text = text
            self.isSecret = isSecret
        }
    }

    package var files: [File]
    /// `changed` and `lost` only; the subject is `SERVICE.KEY`.
    package var losses: [Remark]
    /// The engine's next command.
    package var next: String
}

/// Hands a stack to an engine that outgrows one machine.
///
/// What the plan chose is exported: its services, numbers and dotenv values. Every function is pure and gives the same
/// text for the same plan.
package enum Exporter {}

/// Collects what an export cannot carry.
struct Losses {
    private(set) var remarks: [Remark] = []

    mutating func lost(_ service: String, _ key: String, _ text: String) {
        add(Remark(.lost, "\(service).\(key)", text))
    }

    mutating func changed(_ service: String, _ key: String, _ text: String) {
        add(Remark(.changed, "\(service).\(key)", text))
    }

    private mutating func add(_ remark: Remark) {
        if !remarks.contains(remark) { remarks.append(remark) }
    }
}

/// Names of variables whose values should not stand in a file that is shown around.
enum SecretName {
    private static let words = [
        "PASSWORD", "PASSWD", "SECRET", "TOKEN", "APIKEY", "API_KEY", "PRIVATE_KEY", "CREDENTIAL",
    ]

    static func matches(_ name: String) -> Bool {
        let upper = name.uppercased()
        return words.contains { upper.contains($0) } || upper.hasSuffix("_PASS") || upper.hasSuffix("_PW")
    }
}
