/// The rules of this family, in the order that settles ties.
package enum Hang {
    package static let rules: [any Rule.Type] = [
        // What stops the whole process.
        ContainerPaused.self,
        ServerFrozenCgroup.self,
        StdinTTYStop.self,
        ServerStoppedInDebugger.self,
        ServerStoppedSigstop.self,
        FDLimitAtSocket.self,
        // What its workers do.
        SelfCallDeadlock.self,
        ServerBusyLoop.self,
        ServerDeadlocked.self,
        ThreadPoolExhausted.self,
        IdleConnectionBlocksSingleThreadedServer.self,
        SingleThreadedServerBusy.self,
        ServerNotReadingZeroWindow.self,
        ServerAcceptsButSilent.self,
        // What happens to packets.
        AcceptQueueFullReset.self,
        AcceptQueueFull.self,
        SYNRetryOneSecondDelays.self,
        FirewallDropIPv6Only.self,
        FirewallConnectionLimit.self,
        FirewallDropDefaultPolicy.self,
        FirewallDropOutput.self,
        FirewallDropInput.self,
        ConntrackTableFull.self,
        DNATToLoopbackWithoutRouteLocalnet.self,
        MTUBlackhole.self,
    ]
}
