import Endpoints

/// Who listens on an endpoint that somebody else wants, and what can be said of them.
struct Holder: Hashable, Sendable {
    var occupancy: Occupancy
    /// The listener that is most in the way.
    var socket: SocketFact
    /// The processes that hold it, the most telling first.
    var owners: [ProcessFact]
    /// The owner could not be looked up and was inferred from the user and the command line.
    var isGuess: Bool
    /// What is true of it, the most telling first; never empty.
    var traits: [HolderTrait]
    /// As many as may be said at most, where another family's rules know better.
    var limit: Double

    var process: ProcessFact? { owners.first }
    var port: UInt16 { socket.local.port }
    var endpoint: Endpoint { occupancy.endpoint }

    /// How sure the rule of this trait is; `nil` when the trait is not there. Only the most telling trait is the answer:
    /// what else is true of the holder is worth a line.
    func confidence(_ trait: HolderTrait) -> Double? {
        guard let rank = traits.firstIndex(of: trait), let first = traits.first else { return nil }
        if rank == 0 { return min(base(trait), limit) }
        return min(base(trait) - 0.1, base(first) - 0.05, limit) - 0.05 * Double(rank)
    }

    private func base(_ trait: HolderTrait) -> Double {
        let isInferred = isGuess && trait.isOfProcess || trait == .twice && socket.owners.isEmpty
        return isInferred ? 0.85 : trait.confidence
    }
}

/// What can be true of a holder, in the order in which it explains more than what follows.
enum HolderTrait: Hashable, Sendable, CaseIterable {
    case published, socketUnit, tunnel, suspended, leaked, orphan, twice, dualStack, wildcard, otherUser, own

    /// When it is the most telling one.
    var confidence: Double {
        switch self {
        case .published, .socketUnit, .suspended, .twice: Confidence.proven
        case .tunnel, .dualStack, .wildcard: 0.96
        case .leaked, .orphan: 0.95
        case .otherUser: 0.91
        case .own: Confidence.observed
        }
    }

    /// It is told by the process, not by the socket.
    var isOfProcess: Bool {
        switch self {
        case .dualStack, .wildcard, .otherUser, .own: false
        default: true
        }
    }
}

extension Scene {
    /// Who has the TCP port that somebody wants; `nil` when it is free or nobody listens there.
    func holder() throws(Need) -> Holder? {
        guard let occupancy = try occupancy(), let first = occupancy.listeners.first else { return nil }
        // Of several sockets with the same address the one whose owner is known says more.
        let socket =
            occupancy.listeners.first { $0.local == first.local && !$0.owners.isEmpty } ?? first
        var owners = owners(of: socket)
        var isGuess = false
        if owners.isEmpty, let guess = probableOwner(of: socket) {
            owners = [guess]
            isGuess = true
        }
        var holder = Holder(
            occupancy: occupancy, socket: socket, owners: owners, isGuess: isGuess, traits: [], limit: 1)
        for trait in HolderTrait.allCases where try has(trait, holder) { holder.traits.append(trait) }
        if isAboutDebugger(holder) { holder.limit = question.saw(.debuggerPortInUse) ? 0.7 : 0.88 }
        if isAboutContainers { holder.limit = min(holder.limit, 0.7) }
        return holder
    }

    private func has(_ trait: HolderTrait, _ holder: Holder) throws(Need) -> Bool {
        let socket = holder.socket
        switch trait {
        case .published: return try isPublished(holder)
        case .socketUnit:
            if holder.owners.contains(where: \.isSuperServer) { return true }
            // The kernel tells the cgroup of a socket to everybody; systemd's own is init.scope.
            return socket.owners.isEmpty && (socket.unit == "init.scope" || socket.unit?.hasSuffix(".socket") == true)
        case .tunnel: return holder.process?.tunnel != nil
        case .suspended: return !holder.owners.isEmpty && holder.owners.allSatisfy { $0.state == "T" }
        case .leaked: return try isLeaked(holder)
        case .orphan: return try isOrphaned(holder)
        case .twice: return isItself(holder)
        case .dualStack:
            return holder.occupancy.wanted.isExplicit && !isSameAddress(holder) && isAcrossFamilies(holder)
        case .wildcard:
            return holder.occupancy.wanted.isExplicit && !isSameAddress(holder)
                && socket.local.address.isUnspecified != holder.endpoint.address.isUnspecified
        case .otherUser: return isOtherUsers(holder)
        case .own: return holder.traits.allSatisfy { $0 == .dualStack || $0 == .wildcard }
        }
    }

    private func isSameAddress(_ holder: Holder) -> Bool {
        holder.socket.local.address.unmapped == holder.endpoint.address.unmapped
    }

    private func isAcrossFamilies(_ holder: Holder) -> Bool {
        holder.socket.local.address.unmapped.family != holder.endpoint.address.unmapped.family
    }

    /// The user on whose behalf is asked: `sudo ostia` asks for whoever typed it.
    var askingUsers: Set<UInt32> {
        var users: Set<UInt32> = [facts.userID]
        if facts.userID == 0, let user = facts.environment["SUDO_UID"].flatMap({ UInt32($0) }) { users.insert(user) }
        return users
    }

    private func isOtherUsers(_ holder: Holder) -> Bool {
        if holder.owners.isEmpty || holder.isGuess {
            if ["other user", "other namespace", "kernel"].contains(holder.socket.unknownOwner) { return true }
            return holder.socket.uid.map { !askingUsers.contains($0) } ?? false
        }
        return holder.owners.allSatisfy { owner in owner.uid.map { !askingUsers.contains($0) } ?? false }
    }

    /// A debugger's port, which its own rules explain.
    private func isAboutDebugger(_ holder: Holder) -> Bool {
        question.saw(.debuggerPortInUse)
            || holder.owners.contains { Untouchable($0, port: holder.port).map { $0 != .vnc && $0 != .adb } ?? false }
    }
}
