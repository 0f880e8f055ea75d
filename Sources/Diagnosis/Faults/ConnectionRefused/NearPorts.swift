import Endpoints

/// How one port number may have become another.
package enum PortSlip: Hashable, Sendable, Comparable {
    /// The next free one: what development servers take when theirs is in use; the distance.
    case next(Int)
    /// Two neighbouring digits changed places.
    case transposed
    /// One digit is another, is missing or is too much.
    case digit
    /// A neighbour below.
    case before(Int)

    /// What led from the asked port to the other; `nil` when nothing common did.
    package init?(asked: UInt16, other: UInt16) {
        let distance = Int(other) - Int(asked)
        if (1...10).contains(distance) {
            self = .next(distance)
        } else if Self.isTransposed(asked, other) {
            self = .transposed
        } else if (-10...(-1)).contains(distance) {
            self = .before(-distance)
        } else if Self.differsByOneDigit(asked, other) {
            self = .digit
        } else {
            return nil
        }
    }

    private static func isTransposed(_ a: UInt16, _ b: UInt16) -> Bool {
        let (x, y) = (Array("\(a)".utf8), Array("\(b)".utf8))
        guard x.count == y.count, x.count >= 3 else { return false }
        let places = x.indices.filter { x[$0] != y[$0] }
        return places.count == 2 && places[1] == places[0] + 1 && x[places[0]] == y[places[1]]
            && x[places[1]] == y[places[0]]
    }

    /// One digit too few or too many beside an equal one (300 and 3000), or one key beside the right one.
    private static func differsByOneDigit(_ a: UInt16, _ b: UInt16) -> Bool {
        let (x, y) = (Array("\(a)".utf8), Array("\(b)".utf8))
        if x.count == y.count {
            guard x.count >= 4 else { return false }
            let places = x.indices.filter { x[$0] != y[$0] }
            return places.count == 1 && abs(Int(x[places[0]]) - Int(y[places[0]])) == 1
        }
        let (long, short) = x.count > y.count ? (x, y) : (y, x)
        guard long.count == short.count + 1, short.count >= 3 else { return false }
        return long.indices.contains { skipped in
            let isDoubled =
                skipped > 0 && long[skipped] == long[skipped - 1]
                || skipped + 1 < long.count && long[skipped] == long[skipped + 1]
            return isDoubled && Array(long[..<skipped] + long[(skipped + 1)...]) == short
        }
    }

    package var words: String {
        switch self {
        case .next(1): "the next port"
        case .next(let distance): "\(distance) ports further"
        case .before(1): "the port before"
        case .before(let distance): "\(distance) ports before"
        case .transposed: "two digits changed places"
        case .digit: "one digit differs"
        }
    }
}
