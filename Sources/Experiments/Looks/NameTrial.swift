import Diagnosis
import Endpoints
import LinuxKernel

/// Resolves a name as programs here do, and keeps the time.
enum NameTrial {
    /// As long as most programs wait for their first name server (`timeout:5`, resolv.conf(5)).
    static let patience = 5.0

    static func run(_ name: String, root: String) -> NameLookup {
        let answer = ResolverAnswer.ask(name, seconds: patience)
        let milliseconds = answer.seconds * 1000
        if answer.timedOut {
            return NameLookup(milliseconds: milliseconds, failure: "no answer in \(Int(patience)) s", timedOut: true)
        }
        if answer.isUnasked {
            // Without getent the hosts file is what is left.
            let addresses = HostNames(root: root, seconds: 0).hosts.addresses(of: name)
            return NameLookup(addresses, failure: addresses.isEmpty ? "not in /etc/hosts, and no resolver to ask" : nil)
        }
        return NameLookup(
            answer.addresses, milliseconds: milliseconds,
            failure: answer.addresses.isEmpty ? "Name or service not known" : nil)
    }
}
