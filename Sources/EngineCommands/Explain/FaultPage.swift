import Diagnosis
import Terminal

/// The page of a fault: `docs/faults/ID.md`, and what `ostia explain fault:ID` prints.
enum FaultPage {
    static func text(_ fault: Fault) -> String {
        var out = "# \(fault.id)\n\n\(fault.meaning)\n\nFamily: \(fault.family.rawValue)\n"
        if !fault.symptoms.isEmpty {
            out += "\n## What you see\n\n"
            for symptom in fault.symptoms { out += "- \(symptom)\n" }
        }
        out += "\n## Why\n\n\(fault.explanation)\n"
        out += "\n## How it is proved\n\n\(fault.proof)\n"
        if !fault.mends.isEmpty {
            out += "\n## How to mend it\n\n"
            for mend in fault.mends {
                let system = mend.platform.map { " (\($0.name))" } ?? ""
                out += "- `\(mend.command)`\(system): \(mend.effect)"
                if let undo = mend.undo { out += "; back: `\(undo)`" }
                out += "\n"
            }
        }
        if !fault.seeAlso.isEmpty {
            out += "\n## Look-alikes\n\n"
            for id in fault.seeAlso { out += "- [\(id)](\(id).md)\n" }
        }
        return out
    }
}

/// `ostia/fault/1`: see docs/json/fault.schema.json.
enum FaultJSON {
    /// `ostia/faults/1`: every fault there is a page for.
    static func list(_ faults: [Fault]) -> JSON {
        [
            "schema": "ostia/faults/1",
            "faults": .array(
                faults.map {
                    [
                        "fault": .string($0.id), "family": .string($0.family.rawValue),
                        "meaning": .string($0.meaning),
                    ]
                }),
        ]
    }

    static func document(_ fault: Fault) -> JSON {
        [
            "schema": "ostia/fault/1", "fault": .string(fault.id), "family": .string(fault.family.rawValue),
            "meaning": .string(fault.meaning), "symptoms": .array(fault.symptoms.map { .string($0) }),
            "explanation": .string(fault.explanation), "proof": .string(fault.proof),
            "mends": .array(fault.mends.map(\.json)),
            "see_also": .array(fault.seeAlso.map { .string($0) }),
        ]
    }
}
