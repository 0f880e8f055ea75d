/// The rules of this family, in the order that settles ties.
package enum Debugger {
    package static let rules: [any Rule.Type] = [
        JDWPPortInUse.self,
        JDWPSecondDebugger.self,
        JDWPLoopbackOnly.self,
        JDWPBadAddressSyntax.self,
        JDWPHandshakeFailed.self,
        JDWPIDENotListening.self,
        JDWPVMExited.self,
        JDWPSuspendedWaiting.self,
        JDWPAgentNotEnabled.self,
        NodeInspectorPortInUse.self,
        NodeWaitingForDebuggerToDisconnect.self,
        NodeInspectBrkPaused.self,
        ChromeDevToolsHostCheck.self,
        DebugpyPortInUse.self,
        DebugpyClientNotListening.self,
        CallbackDebuggerNotListening.self,
        GDBServerOrAttachDenied.self,
        DebugPortOfFinishedSession.self,
    ]
}
