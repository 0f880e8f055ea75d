/// `server-deadlocked`: threads that wait for each other's locks.
package enum ServerDeadlocked: Rule {
    package static let fault = Fault(
        "server-deadlocked", .hang,
        "The server's threads wait for each other's locks: requests are taken, and none is ever answered.",
        symptoms: [
            "curl: (28) Operation timed out after 5000 milliseconds with 0 bytes received",
            "requests hang for good once two came at the same time",
            "Found one Java-level deadlock (jstack)",
        ],
        explanation: """
            Two threads that take the same two locks in opposite order can each hold one and wait for the other's for \
            ever. On Linux they sleep in futex(2) without a time limit and use no processor time. Others that need one \
            of the locks join them, request by request.
            """,
        proof: """
            Several requests are accepted and read, none is answered, the process uses no processor time, and at least \
            as many threads that are not the runtime's own helpers wait in futex. Threads that wait for a peer stand in \
            recv, poll or connect instead. The last proof is the runtime's: jstack, py-spy, gdb.
            """,
        mends: [
            Fix("jstack <pid>", "names the threads and locks of a Java deadlock", isSafe: true),
            Fix("py-spy dump --pid <pid>", "shows the line every Python thread waits in", isSafe: true),
            Fix("take locks in one order everywhere, or with a timeout", "cannot deadlock"),
            Fix("<restart the server>", "frees the locks"),
        ],
        seeAlso: ["thread-pool-exhausted", "server-accepts-but-silent", "self-call-deadlock"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let stuck = try scene.stuck(), !stuck.isBare, stuck.way != .queueFull, stuck.way != .notRead else {
            return nil
        }
        guard let look = try scene.look(stuck) else { return nil }
        let inHand = look.standing(.inHand)
        let known = try scene.activities(stuck)
        if known.isEmpty { return try unseen(scene, stuck, inHand) }
        guard try scene.spinning(stuck) == nil else { return nil }
        for (suspect, activity) in known {
            let locked = activity.threads.filter(\.waitsForLock)
            let isWhole = locked.count == activity.threads.count && activity.threads.allSatisfy { $0.isTimed == false }
            // Ours is in hand as well where it was read.
            let needed = inHand.count + (stuck.way == .read ? 1 : 0)
            guard isWhole || (stuck.way == .read && needed >= 3 && locked.count >= needed) else { continue }
            if try scene.upstream(stuck, suspect.process) != nil { continue }
            return finding(
                Confidence.observed + (isWhole ? 0.02 : 0),
                "\(suspect.title), has \(needed) requests in hand and answers none: "
                    + "\(locked.count) of its threads wait for locks, and none works.",
                evidence: stuck.evidence + [
                    EvidenceLine("threads", suspect.title, "\(locked.count) of \(activity.threads.count) in futex"),
                    EvidenceLine("processor", suspect.title, "\(Int((activity.cores * 100).rounded())) % of a core"),
                ],
                fixes: scene.dumps(suspect.process) + [
                    Fix("ostia free \(stuck.port)", "ends the server; start it again", isRunnable: true)
                ])
        }
        return nil
    }

    /// Another user's server: what its threads wait in may not be seen.
    private static func unseen(
        _ scene: Scene, _ stuck: Stuck, _ inHand: [ConnectionFact]
    ) throws(Need) -> Finding? {
        guard stuck.way == .read, inHand.count >= 2, try scene.spinning(stuck) == nil else { return nil }
        return finding(
            Confidence.likely - 0.03,
            "The server on \(stuck.endpoint.addressAndPort) reads requests and answers none of \(inHand.count + 1): "
                + "its threads seem to wait for each other.",
            evidence: stuck.evidence
                + inHand.prefix(4).map {
                    EvidenceLine(
                        "connection", "\($0.client.addressAndPort) → \($0.server.addressAndPort)",
                        "\($0.received ?? 0) bytes read, no answer for \(($0.sinceReceived / 100).rounded() / 10) s")
                },
            fixes: [
                Fix(
                    "sudo ostia doctor \(stuck.request.map { "http://\($0.host)\($0.path)" } ?? "\(stuck.port)")",
                    "looks at its threads", isSafe: true)
            ])
    }
}

extension ProcessActivity.Thread {
    /// It waits for a lock that no time limit ends, and is none of those that a runtime always has waiting.
    var waitsForLock: Bool {
        let place = systemCall ?? waitsIn ?? ""
        guard place.hasPrefix("futex"), isTimed != true else { return false }
        return !Self.helpers.contains { name.hasPrefix($0) }
    }

    /// Threads of the JVM (HotSpot), V8 and libuv, glib, .NET and Ruby that wait whenever there is nothing for them to do.
    private static let helpers = [
        "GC Thread", "G1 ", "C1 ", "C2 ", "VM ", "Reference Handl", "Finalizer", "Signal Dispatch", "Service Thread",
        "Monitor Deflati", "Common-Cleaner", "Notification", "Attach Listener", "DestroyJavaVM", "Sweeper", "Compiler",
        "libuv-worker", "V8Worker", "DelayedTask", "SignalInspector", "node", "gmain", "pool-spawner", ".NET ", "Timer",
        "jemalloc", "ZGC", "XWorker", "ZWorker", "ForkJoin", "Shenandoah", "iou-",
    ]
}
