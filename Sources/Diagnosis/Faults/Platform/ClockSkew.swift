/// `clock-skew`: the files are right, and the time is not.
package enum ClockSkew: Rule {
    package static let fault = Fault(
        "clock-skew", .platform,
        "A clock is wrong: tokens or certificates are not yet valid, or expired, although they are new.",
        symptoms: [
            "The token is not yet valid (iat)",
            "JsonWebTokenError: jwt not active; Token used before issued",
            "RequestTimeTooSkewed: The difference between the request time and the current time is too large.",
            "Clock skew too great while getting initial credentials",
        ],
        explanation: """
            Tokens say when they begin and end (RFC 7519 sections 4.1.4 to 4.1.6), signed requests and Kerberos tickets \
            when they were made, and each side compares with its own clock; most allow some minutes at best. Clocks go \
            wrong in virtual machines and WSL after sleep, in containers of a paused VM, and on boards without a \
            battery.
            """,
        proof: """
            The message compares two times. An answer of the server carries its clock (the Date header, RFC 9110 section \
            6.6.1), which is compared with this one; a clock that stands before this program was made is wrong in any case.
            """,
        mends: [
            Fix("timedatectl status", "shows whether the clock is kept right", isSafe: true, platform: .linux),
            Fix(
                "date -u; curl -sI https://www.cloudflare.com | grep -i ^date", "compares with a clock elsewhere",
                isSafe: true),
            Fix(
                "sudo timedatectl set-ntp true", "has it kept right", isSafe: true,
                undo: "sudo timedatectl set-ntp false", platform: .linux),
            Fix("sudo hwclock -s", "sets the clock of WSL from Windows'", platform: .linux),
            Fix("sudo sntp -sS time.apple.com", "sets it at once", platform: .macOS),
        ],
        seeAlso: ["certificate-not-yet-valid", "certificate-expired"])

    /// What libraries and services say of a time that is ahead or behind.
    private static let phrases = [
        "requesttimetooskewed", "between the request time and the current time", "signature not yet current",
        "not yet valid (iat)", "not yet valid (nbf)", "immaturesignature", "token is not yet valid", "jwt not active",
        "notbeforeerror", "used before issued", "token used too early", "used too early", "premature jwt",
        "prematurejwt", "must not be accepted before", "token can't be used before", "clock skew", "clock is skewed",
        "krb_ap_err_skew", "is not valid yet (invalid for another", "idx10222", "timestamp is too far in the",
        "check that your computer's clock", "in a reasonable timeframe", "clock drift", "issued in the future",
    ]

    /// The first of January 2025: nothing that runs this program is older.
    private static let earliest: Int64 = 1_735_689_600

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let said = scene.said
        let phrase = said.phrase(phrases)
        let now = scene.facts.now
        let isAncient = now < earliest
        let isAboutTime =
            phrase != nil || isAncient && (scene.question.saw(.certificate) || scene.question.isTLS)
            || scene.question.saw(.certificate) && said.has("not yet valid", "date_invalid")
        guard isAboutTime else { return nil }
        var evidence = [EvidenceLine("clock", "this machine", Day.text(now))]
        if let phrase {
            let text = scene.question.reports.first { Said([$0.text]).has(phrase) }?.text ?? scene.question.message
            evidence.insert(EvidenceLine("message", "what was seen", String(text.prefix(300))), at: 0)
        }
        if isAncient {
            return finding(
                Confidence.proven, "This machine's clock says \(Day.text(now)), which is long past: it is wrong.",
                evidence: evidence, fixes: fixes)
        }
        if let there = try serverClock(scene) {
            let apart = abs(there - now)
            evidence.append(EvidenceLine("request", scene.question.text, "the server's clock says \(Day.text(there))"))
            if apart > 60 {
                return finding(
                    Confidence.proven,
                    "The server's clock and this one are \(apart) s apart: what one makes is not valid for the other.",
                    evidence: evidence, fixes: fixes)
            }
        }
        guard phrase != nil else { return nil }
        return finding(
            Confidence.likely,
            "Two clocks differ: what one side made is not valid at the other side's time. This machine says "
                + "\(Day.text(now)).",
            evidence: evidence, fixes: fixes)
    }

    private static let fixes = [
        Fix(
            "timedatectl status", "shows whether this clock is kept right", isSafe: true, isRunnable: true,
            platform: .linux),
        Fix(
            "sudo timedatectl set-ntp true", "has it kept right from now on", isRunnable: true,
            undo: "sudo timedatectl set-ntp false", platform: .linux),
        Fix("compare date -u on both machines, and in the container", "shows which one is wrong", isSafe: true),
    ]

    /// The Date header of the question's own answer, in seconds since 1970.
    private static func serverClock(_ scene: Scene) throws(Need) -> Int64? {
        guard scene.question.isHTTP, let date = try scene.answer()?.header("date") else { return nil }
        return HTTPDate.seconds(date)
    }
}
