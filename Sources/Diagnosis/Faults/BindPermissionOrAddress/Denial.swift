import Endpoints

/// A bind, socket or connect that was refused though nothing of the network forbids it: who refuses?
struct Denial: Hashable, Sendable {
    enum Culprit: Hashable, Sendable { case policy, filter, sandbox, cgroup }

    var culprit: Culprit
    var confidence: Double
    /// It was connect(2) that was refused, not bind(2).
    var isOfConnect = false
    /// `127.0.0.1:8080`, or what the message names.
    var target: String
    /// EACCES, EPERM, EAFNOSUPPORT …
    var errno: String
    var evidence: [EvidenceLine]

    /// `listen on` or `connect to`.
    var act: String { isOfConnect ? "connect to" : "listen on" }
}

extension Scene {
    /// What refuses, by what our own bind met, else by the message of the program in question.
    ///
    /// Landlock answers EACCES (since Linux 6.7 it knows of TCP), a cgroup's BPF program and most seccomp filters EPERM,
    /// `RestrictAddressFamilies=` EAFNOSUPPORT, and SELinux and AppArmor EACCES together with a line in the log.
    func denial() throws(Need) -> Denial? {
        if let report = question.reports.first(where: { $0.isOfPolicy }) { return byPolicy(report) }
        if let own = try ownDenial() { return own }
        if let own = try ownConnectDenial() { return own }
        return try reportedDenial()
    }

    private func byPolicy(_ report: ErrorReport) -> Denial {
        Denial(
            culprit: .policy, confidence: Confidence.proven,
            target: report.port.map { "port \($0)" } ?? "a socket", errno: "EACCES",
            evidence: [EvidenceLine("message", "audit", report.text)])
    }

    /// Our own bind is refused: we share the sandbox of whoever asks.
    private func ownDenial() throws(Need) -> Denial? {
        guard question.intent == .bind || inUseReport != nil, let trial = try refusedBind() else { return nil }
        let errno = trial.failure
        guard ["EACCES", "EPERM", "EAFNOSUPPORT"].contains(errno) else { return nil }
        let port = trial.endpoint.port
        let capabilities = facts.capabilities
        if errno == "EACCES", port > 0, port < facts.kernel.unprivilegedPortStart, !capabilities.bindsLowPorts {
            return nil
        }
        if errno == "EAFNOSUPPORT" {
            // A kernel without IPv6 says the same.
            guard !IPv6Missing.explains(trial.endpoint.address, self) else { return nil }
            return denial(.filter, Confidence.proven, trial)
        }
        if trial.outcome.call == "socket" {
            return denial(capabilities.isFiltered || capabilities.confinement == nil ? .filter : .policy, 0.95, trial)
        }
        if capabilities.confinement != nil, errno == "EACCES" { return denial(.policy, Confidence.observed, trial) }
        if errno == "EPERM" {
            let hook = CgroupHook.bind(isV6: trial.endpoint.address.unmapped.family == .v6)
            if try cgroup(facts.ownPID)?.programs?.contains(hook) == true {
                return denial(.cgroup, Confidence.proven, trial)
            }
            return denial(capabilities.isFiltered ? .filter : .cgroup, Confidence.observed, trial)
        }
        return denial(.sandbox, Confidence.proven, trial)
    }

    /// Our own connect is refused before a packet is made: not by a packet filter, which connect(2) does not hear of
    /// (`tcp_connect` of the kernel passes on ECONNREFUSED alone), and not by a route.
    private func ownConnectDenial() throws(Need) -> Denial? {
        guard question.intent == .use else { return nil }
        for attempt in try failures() where isOwn(attempt.endpoint.address) && attempt.outcome.icmp == nil {
            guard case .failed(let errno) = attempt.outcome.result, errno == "EPERM" || errno == "EACCES" else {
                continue
            }
            let address = destination(attempt.endpoint).address
            if errno == "EACCES", let route = try route(address), route.kind != .local { continue }
            let programs = try cgroup(facts.ownPID)?.programs
            let culprit: Denial.Culprit
            var confidence = Confidence.observed
            if programs?.contains(.connect(isV6: address.unmapped.family == .v6)) == true {
                (culprit, confidence) = (.cgroup, Confidence.proven)
            } else if errno == "EPERM" {
                culprit = facts.capabilities.isFiltered ? .filter : programs == nil ? .cgroup : .sandbox
                if culprit == .sandbox { confidence = Confidence.likely }
            } else {
                culprit = facts.capabilities.confinement == nil ? .sandbox : .policy
            }
            return Denial(
                culprit: culprit, confidence: confidence, isOfConnect: true, target: attempt.endpoint.addressAndPort,
                errno: errno, evidence: lines([attempt]) + surroundingsEvidence)
        }
        return nil
    }

    private func denial(_ culprit: Denial.Culprit, _ confidence: Double, _ trial: BindTrial) -> Denial {
        Denial(
            culprit: culprit, confidence: confidence, target: trial.endpoint.addressAndPort, errno: trial.failure,
            evidence: [trial.evidence] + surroundingsEvidence)
    }

    /// What our own process is subject to, which is often what the other one is subject to as well.
    private var surroundingsEvidence: [EvidenceLine] {
        var lines: [EvidenceLine] = []
        if facts.capabilities.isFiltered { lines.append(EvidenceLine("process", "Seccomp", "a filter is on")) }
        if facts.capabilities.hasNoNewPrivileges { lines.append(EvidenceLine("process", "NoNewPrivs", "1")) }
        if let confinement = facts.capabilities.confinement {
            lines.append(EvidenceLine("process", "confinement", confinement))
        }
        return lines
    }

    /// The program in question was refused what works here: it lives under other rules.
    private func reportedDenial() throws(Need) -> Denial? {
        guard let report = question.reports.first(where: { $0.kind == .permissionDenied || $0.isOfFamily }) else {
            return nil
        }
        let text = report.text.lowercased()
        guard report.isOfBind || report.isOfFamily || question.intent == .bind else {
            return try reportedConnectDenial(report, text)
        }
        // Windows says so of port ranges that Hyper-V has reserved, and Deno and Node of permissions of their own.
        let foreign = ["10013", "forbidden by its access", "net access to", "err_access_denied", "requires net access"]
        if isSaidOnWindows || foreign.contains(where: { !text.ranges(of: $0).isEmpty }) { return nil }
        let isPermission =
            !text.ranges(of: "eperm").isEmpty || !text.ranges(of: "not permitted").isEmpty
            || !text.ranges(of: "errno 1]").isEmpty
        let endpoint = try bindEndpoints().first?.endpoint
        let port = endpoint?.port ?? report.port.flatMap { UInt16(exactly: $0) }
        if !isPermission, !report.isOfFamily, let port, port < facts.kernel.unprivilegedPortStart { return nil }
        if let endpoint, let outcome = try bind(endpoint), let failure = outcome.failure, failure != "EADDRINUSE" {
            return nil
        }
        let target = endpoint?.addressAndPort ?? report.host ?? "the socket"
        var lines = [EvidenceLine("message", target, report.text)]
        if let endpoint {
            lines.append(EvidenceLine("bind", endpoint.addressAndPort, try bind(endpoint)?.failure ?? "works here"))
        }
        if report.isOfFamily {
            let address = report.host.flatMap { IPAddress($0) }
            if address?.family == .v6 && IPv6Missing.explains(.loopbackV6, self) { return nil }
            guard address != nil || !facts.kernel.isIPv6Disabled else { return nil }
            return Denial(
                culprit: .filter, confidence: address?.family == .v4 ? Confidence.observed : Confidence.likely,
                target: target, errno: "EAFNOSUPPORT", evidence: lines)
        }
        return Denial(
            culprit: .sandbox, confidence: Confidence.likely + 0.05, target: target,
            errno: isPermission ? "EPERM" : "EACCES", evidence: lines)
    }
}

extension Scene {
    /// A client was refused by EPERM what connects from here: it lives in another control group or sandbox.
    private func reportedConnectDenial(_ report: ErrorReport, _ text: String) throws(Need) -> Denial? {
        let isPermission = !text.ranges(of: "eperm").isEmpty || !text.ranges(of: "operation not permitted").isEmpty
        guard isPermission, !text.ranges(of: "connect").isEmpty, report.transport != .unix, let reach = try reached()
        else { return nil }
        return Denial(
            culprit: .cgroup, confidence: Confidence.likely, isOfConnect: true,
            target: reach.endpoint.addressAndPort, errno: "EPERM",
            evidence: [EvidenceLine("message", report.runtime ?? "client", report.text)] + lines(reach.attempts))
    }
}

extension ErrorReport {
    /// A line of the kernel's audit log: SELinux's AVC or AppArmor's DENIED.
    var isOfPolicy: Bool {
        let text = text.lowercased()
        return !text.ranges(of: "avc:").isEmpty && !text.ranges(of: "denied").isEmpty
            || !text.ranges(of: "apparmor=").isEmpty && !text.ranges(of: "denied").isEmpty
    }

    /// Says that an address family is not supported.
    var isOfFamily: Bool {
        if kind == .ipv6Disabled { return true }
        let text = text.lowercased()
        return !text.ranges(of: "address family not supported").isEmpty || !text.ranges(of: "eafnosupport").isEmpty
    }
}
