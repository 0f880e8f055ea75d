/// Which of several errors tells most of what is wrong.
enum Telling {
    /// Causes before consequences, consequences before remarks that only something failed.
    static func rank(_ kind: ErrorKind) -> Int {
        switch kind {
        case .debuggerInfo, .debuggerWaiting: 0
        case .connectFailed, .listenFailed, .debuggerDisconnected: 1
        case .brokenPipe, .earlyClose, .reset, .timeout, .debuggerAttachFailed, .debuggerStartFailed, .startingUp: 2
        case .connectionRefused, .debuggerConnectRefused, .protocolMismatch, .hostUnreachable, .networkUnreachable: 3
        default: 4
        }
    }

    static func sorted(_ sightings: [LogReader.Sighting]) -> [LogReader.Sighting] {
        sightings.sorted { first, second in
            let (one, other) = (weight(first), weight(second))
            return one == other ? first.order < second.order : one > other
        }
    }

    private static func weight(_ sighting: LogReader.Sighting) -> Int {
        let report = sighting.report
        let endpoint = (report.port == nil ? 0 : 2) + (report.host == nil ? 0 : 1)
        return rank(report.kind) * 100 + (sighting.isCause ? 20 : 0) + endpoint * 4 + sighting.level
    }
}
