/// `gdbserver-or-attach-denied`: the kernel does not let the debugger attach (Yama, another user, or already traced): no network fault, though the IDE says it cannot connect.
package enum GDBServerOrAttachDenied: Rule {
    package static let fault = Fault(
        "gdbserver-or-attach-denied", .debugger,
        "The kernel does not let the debugger attach (Yama, another user, or already traced): no network fault, though the IDE says it cannot connect.",
        symptoms: [
            "ptrace: Operation not permitted.",
            "Could not attach to process. … check the setting of /proc/sys/kernel/yama/ptrace_scope",
            "warning: process 199 is already traced by process 208",
        ],
        explanation: """
            ptrace(2) takes one tracer a process and the same user or CAP_SYS_PTRACE. Yama's ptrace_scope 1, \
            Debian's and Ubuntu's way, allows only children of the debugger; 2 only root; 3 nobody. A container \
            needs the capability and its seccomp profile to allow it.
            """,
        proof: """
            The message is ptrace's; kernel.yama.ptrace_scope is read, and the process table is searched for one \
            that is traced already.
            """,
        mends: [
            Fix("sudo gdb -p <PID>", "root may attach to any process at ptrace_scope 0 to 2"),
            Fix(
                "gdb --args <program>", "starts the program under the debugger: a child may always be traced",
                isSafe: true),
            Fix(
                "sudo sysctl kernel.yama.ptrace_scope=0", "allows it to every process of the same user",
                undo: "sudo sysctl kernel.yama.ptrace_scope=1"),
            Fix("docker run --cap-add=SYS_PTRACE …", "in a container"),
        ],
        seeAlso: ["server-stopped-in-debugger"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.mentions("ptrace", "already traced", "attach to process", "ptrace_scope"),
            scene.mentions("not permitted", "ptrace_scope", "already traced", "could not attach")
        else {
            return nil
        }
        var evidence = scene.question.reports.prefix(1).map {
            EvidenceLine("message", $0.runtime ?? "debugger", $0.text)
        }
        if let traced = scene.facts.processes.values.first(where: { $0.state == "t" || ($0.tracer ?? 0) != 0 }),
            scene.mentions("already traced", "pid \(traced.pid)", "process \(traced.pid)")
        {
            let tracer = traced.tracer.flatMap { scene.facts.processes[$0] }
            evidence.append(EvidenceLine("process", traced.title, "traced by \(tracer?.title ?? "another process")"))
            return finding(
                Confidence.proven,
                "\(traced.title), is already traced by \(tracer?.title ?? "another debugger"), and a process has one tracer at most.",
                evidence: evidence,
                fixes: [
                    Fix(
                        "detach or quit in \(tracer?.title ?? "the other debugger")", "lets this one attach",
                        isSafe: true)
                ])
        }
        let scope = scene.facts.kernel.ptraceScope
        evidence.append(EvidenceLine("setting", "kernel.yama.ptrace_scope", scope.map { "\($0)" } ?? "no Yama here"))
        let reason =
            scope.map { $0 > 0 } ?? false
            ? "ptrace_scope is \(scope ?? 0)" : "the process belongs to another user, or a capability is missing"
        return finding(
            Confidence.observed + 0.04,
            "The kernel does not let the debugger attach: \(reason). No port is to blame.", evidence: evidence,
            fixes: [
                Fix("sudo gdb -p <PID>", "root may attach at ptrace_scope 0 to 2"),
                Fix(
                    "gdb --args <program>", "starts the program under the debugger: a child may always be traced",
                    isSafe: true),
                Fix(
                    "sudo sysctl kernel.yama.ptrace_scope=0", "allows it to every process of the same user",
                    undo: "sudo sysctl kernel.yama.ptrace_scope=\(scope ?? 1)"),
            ])
    }
}
