package import ArgumentParser

/// The commands of stacks, for the engine's root command.
package enum StackCommandList {
    package static let all: [any ParsableCommand.Type] = [
        UpRun.self, RunRun.self, PsRun.self, LogsRun.self, RestartRun.self, StopRun.self, DownRun.self,
        AttachRun.self, ExecRun.self, StacksRun.self, EnvRun.self, InitRun.self, ExportRun.self,
        ConfigRun.self, ComposeRun.self,
    ]
}
