extension Family {
    static let vsCode = Family(
        "VS Code",
        [
            MessageRule(
                .debuggerConnectRefused, .sure,
                [
                    "Cannot connect to <runtime process|the target>*connect ECONNREFUSED {address}",
                    "Could not connect to debug target at {address}*ECONNREFUSED",
                    "Failed to attach to * connect ECONNREFUSED {address}",
                    "Cannot connect to runtime process*ECONNREFUSED",
                ]),
            MessageRule(
                .debuggerAttachFailed, .sure,
                [
                    "Cannot connect to runtime process*socket hang up",
                    "Could not connect to debug target at {address}", "Could not attach to main target",
                    "Cannot connect to runtime process", "Error processing attach:", "Error processing launch:",
                    "Unable to attach to browser",
                    "Failed to attach to remote debuggee VM. Reason: * Failed to attach to {address}",
                    "Failed to attach to remote debuggee VM", "Unable to launch browser:",
                    "Unable to find an installation of the browser",
                ]),
            MessageRule(
                .debuggerConnectRefused, .sure,
                [
                    "Failed to attach to remote debuggee VM*Connection refused",
                    "Failed to launch debuggee VM*Connection refused",
                ]),
            MessageRule(
                .protocolMismatch, .sure,
                [
                    "Cannot connect to the target: \\<!DOCTYPE", "Cannot connect to the target: \\<html",
                    "Cannot connect to the target: Unexpected",
                ]),
            MessageRule(
                .debuggerStartFailed, .own,
                ["Failed to launch debuggee VM", "Couldn't start client", "Failed to launch: "]),
            MessageRule(
                .connectFailed, .own,
                [
                    "Could not establish connection to '{host}'",
                    "Failed to connect to the remote extension host server",
                    "Failed to set up dynamic port forwarding connection", "Unable to forward port",
                    "Could not fetch remote environment", "The VS Code Server failed to start",
                    "Failed to parse remote port from server output",
                ]),
            MessageRule(.debuggerInfo, .own, ["Attached to process", "Debugger attached"]),
        ])
}
