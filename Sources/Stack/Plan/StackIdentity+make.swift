import Endpoints

extension StackIdentity {
    /// Names a stack after its project and work tree.
    ///
    /// The id follows the work tree's path and not the branch, so that checking out another branch still finds what
    /// runs here; two clones, two work trees, a detached HEAD and branches that end in the same word all differ.
    ///
    /// - Parameters:
    ///   - project: the name in the file, or the folder's.
    ///   - workTree: absolute, symbolic links resolved.
    ///   - branch: `nil` when HEAD is detached or there is no repository.
    package static func make(project: String, workTree: String, branch: String?) -> StackIdentity {
        let folder = workTree.split(separator: "/").last.map(String.init) ?? "root"
        let label = branch.map { $0.isEmpty ? folder : $0 } ?? folder
        let hash = code(project + "\0" + workTree)
        let first = slug(project, limit: 16)
        let second = slug(folder, limit: 13)
        let parts = [first.isEmpty ? "stack" : first, second == first ? "" : second, hash].filter { !$0.isEmpty }
        return StackIdentity(
            project: project, workTree: workTree, label: label, id: parts.joined(separator: "-"))
    }

    /// Lower-case ASCII letters and digits, one `-` for anything between them; at most `limit` letters.
    private static func slug(_ text: String, limit: Int) -> String {
        var slug = ""
        var count = 0
        var pending = false
        for scalar in text.lowercased().unicodeScalars {
            let isGood = scalar.isASCII && (scalar.properties.isAlphabetic || 0x30...0x39 ~= scalar.value)
            guard isGood else {
                pending = count > 0
                continue
            }
            guard count + (pending ? 2 : 1) <= limit else { break }
            if pending { slug += "-" }
            slug.unicodeScalars.append(scalar)
            count += pending ? 2 : 1
            pending = false
        }
        return slug
    }

    /// Eight letters and digits of FNV-1a over 64 bits: 41 bits, the same on every machine and in every version.
    private static func code(_ text: String) -> String {
        var hash = StableHash.fnv1a(text.utf8)
        // FNV's last bytes hardly reach the high bits; folding spreads them.
        hash ^= hash >> 32
        hash &*= 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        let digits = String(hash % 2_821_109_907_456, radix: 36)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
