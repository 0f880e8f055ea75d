/// The rules of this family, in the order that settles ties.
package enum ResetOrEarlyClose {
    package static let rules: [any Rule.Type] = [
        ServerCrashesOnRequest.self,
        ForwardTargetDead.self,
        FirewallKillsEstablished.self,
        ResetByUnreadData.self,
        ServerOOMKilled.self,
        StalePooledConnection.self,
        ServerClosesImmediately.self,
    ]
}
