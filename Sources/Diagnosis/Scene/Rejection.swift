import Endpoints

/// A connection that a packet filter refused.
package struct Rejection: Hashable, Sendable {
    package enum Answer: Hashable, Sendable {
        case tcpReset
        /// ICMP destination unreachable, port unreachable: ECONNREFUSED (RFC 792, RFC 4443).
        case portUnreachable
        /// Any other of its codes: EHOSTUNREACH, ENETUNREACH or EACCES.
        case prohibited
    }

    package enum Side: Hashable, Sendable { case input, output, unknown }

    package var answer: Answer
    package var side: Side
    package var attempt: Reach.Attempt
    package var attempts: [Reach.Attempt]
    /// The rule, where the filter may be read and has one that fits.
    package var rule: FirewallRule?
    /// Why the filter could not be read.
    package var unreadable: String?
    /// Whether a listener ought to have answered.
    package var isListenedTo: Bool
}

extension Scene {
    /// The first failure that a packet filter made. `nil` when none did, as far as can be told.
    package func rejection() throws(Need) -> Rejection? {
        let failures = try failures()
        for attempt in failures where isOwn(attempt.endpoint.address) {
            guard let answer = filteredAnswer(attempt) else { continue }
            let picture = try firewall()
            let rule = rejectingRule(picture, attempt.endpoint, answer)
            var side = Rejection.Side.unknown
            if let rule {
                side = rule.chain.hook == .output ? .output : .input
            } else if let lost = attempt.outcome.lostOnInput(isV6: attempt.endpoint.address.unmapped.family == .v6) {
                side = lost <= 0 ? .output : .input
            }
            // Where the listener went away meanwhile, a moved counter of others looks like a filter.
            if answer == .tcpReset, rule == nil, picture.unreadable == nil { continue }
            return Rejection(
                answer: answer, side: side, attempt: attempt, attempts: failures, rule: rule,
                unreadable: picture.unreadable, isListenedTo: isListenedTo(attempt.endpoint))
        }
        return nil
    }

    private func filteredAnswer(_ attempt: Reach.Attempt) -> Rejection.Answer? {
        let outcome = attempt.outcome
        if let icmp = outcome.icmp, icmp.type == (icmp.isV6 ? 1 : 3) {
            return icmp.code == (icmp.isV6 ? 4 : 3) ? .portUnreachable : .prohibited
        }
        return outcome.icmp == nil && outcome.isFiltered ? .tcpReset : nil
    }

    private func rejectingRule(
        _ picture: FirewallPicture, _ endpoint: Endpoint, _ answer: Rejection.Answer
    ) -> FirewallRule? {
        let target = destination(endpoint)
        for hook in [FirewallHook.output, .ingress, .prerouting, .input] {
            for rule in picture.rules(hitting: target, hook: hook, uid: facts.userID) {
                guard case .reject(let words) = rule.action else { continue }
                let resets = words.utf8.elementsEqual("tcp reset".utf8)
                // A rule whose answer is not known might give any.
                if words.isEmpty || resets == (answer == .tcpReset) { return rule }
            }
        }
        return nil
    }
}

extension Rejection {
    /// What was tried, the counters that tell, the rule, and that somebody listens.
    package func evidence(_ scene: Scene) -> [EvidenceLine] {
        let endpoint = attempt.endpoint
        var out = scene.lines(attempts)
        if let icmp = attempt.outcome.icmp {
            out.append(
                EvidenceLine(
                    "ICMP", endpoint.addressAndPort,
                    "\(icmp.words): a packet filter answers so, TCP never does"))
        } else if attempt.outcome.isCounted {
            out.append(
                EvidenceLine(
                    "counters", "Tcp.OutRsts", "did not move: the reset is not the kernel's own answer to a free port"))
        }
        if let rule {
            let packets = rule.packets.map { ", \($0) packets so far" } ?? ""
            out.append(EvidenceLine("rule", rule.chain.words, rule.text + packets))
        } else if let unreadable {
            out.append(EvidenceLine("rule", "packet filter", "not read: \(unreadable)"))
            switch side {
            case .output:
                out.append(EvidenceLine("counters", "IP", "the packet never came in: it is refused on its way out"))
            case .input:
                out.append(EvidenceLine("counters", "IP", "the packet came in and was refused before TCP saw it"))
            case .unknown: break
            }
        }
        if let listener = scene.listeners(answering: scene.destination(endpoint)).first {
            out.append(scene.line(listener))
        } else {
            out.append(EvidenceLine("listeners", endpoint.addressAndPort, "none; the filter refuses it before that"))
        }
        return out
    }

    /// With the rule at hand, or only with what it did.
    package func confidence(_ scene: Scene) -> Double {
        if rule != nil { return isListenedTo || answer != .tcpReset ? Confidence.proven : Confidence.observed }
        let seen = attempt.outcome.icmp != nil || isListenedTo
        guard seen else { return Confidence.likely }
        return side == .unknown ? 0.86 : 0.88
    }

    /// Lets loopback through before the rule, or shows how to find the rule.
    package func fixes() -> [Fix] {
        guard let rule else {
            return [
                Fix("sudo ostia doctor \(attempt.endpoint.addressAndPort)", "names the rule", isSafe: true),
                Fix("sudo nft -a list ruleset", "shows the rules of nftables", isSafe: true, isRunnable: true),
                Fix(
                    "sudo iptables-save -c; sudo ip6tables-save -c", "shows those of iptables", isSafe: true,
                    isRunnable: true),
            ]
        }
        return rule.fixesForLoopback
    }
}

extension ICMPMessage {
    /// `ICMP 3/3, port unreachable`.
    package var words: String {
        let names: [UInt8: String] =
            isV6
            ? [
                0: "no route", 1: "administratively prohibited", 3: "address unreachable", 4: "port unreachable",
                5: "policy failed", 6: "route rejected",
            ]
            : [
                0: "net unreachable", 1: "host unreachable", 2: "protocol unreachable", 3: "port unreachable",
                9: "net prohibited", 10: "host prohibited", 13: "administratively prohibited",
            ]
        return "ICMP\(isV6 ? "v6" : "") \(type)/\(code)" + (names[code].map { ", \($0)" } ?? "")
    }
}

extension FirewallChain {
    /// `nft inet fw input`, `iptables filter INPUT`.
    package var words: String { tool == "nft" ? "nft \(family) \(table) \(name)" : "\(tool) \(table) \(name)" }
}

extension FirewallRule {
    /// An exception for loopback in front, which leaves the rule its purpose; then the rule's end.
    package var fixesForLoopback: [Fix] {
        let base = baseChain ?? chain.name
        let isOut = chain.hook == .output || chain.hook == .postrouting
        var out: [Fix] = []
        if chain.tool == "nft" {
            let place = "\(chain.family) \(chain.table)"
            out.append(
                Fix(
                    "sudo nft insert rule \(place) \(base) \(isOut ? "oif" : "iif") lo accept",
                    "lets this machine talk to itself before the rule is met", isSafe: true, isRunnable: true,
                    undo: "sudo nft -a list chain \(place) \(base), then sudo nft delete rule … handle <N>"))
            if let handle {
                out.append(
                    Fix(
                        "sudo nft delete rule \(place) \(chain.name) handle \(handle)", "takes the rule away",
                        isRunnable: true))
            }
        } else {
            let table = chain.table == "filter" ? "" : " -t \(chain.table)"
            let place = "\(base) \(isOut ? "-o" : "-i") lo -j ACCEPT"
            out.append(
                Fix(
                    "sudo \(chain.tool)\(table) -I \(place)", "lets this machine talk to itself before the rule is met",
                    isSafe: true, isRunnable: true, undo: "sudo \(chain.tool)\(table) -D \(place)"))
            if let handle {
                out.append(
                    Fix(
                        "sudo \(chain.tool)\(table) -D \(chain.name) \(handle)", "takes the rule away", isRunnable: true
                    ))
            }
        }
        return out
    }
}
