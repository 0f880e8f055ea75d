/// One process, as far as it may be looked at.
package struct ProcessFact: Hashable, Sendable {
    package var pid: Int32
    package var parent: Int32
    package var name: String
    package var arguments: [String]
    package var uid: UInt32?
    package var user: String?
    /// R, S, D, T, t, Z of proc_pid_stat(5).
    package var state: Character
    /// Process group and session (credentials(7)).
    package var group: Int32
    package var session: Int32
    /// The controlling terminal's number; 0 for none.
    package var terminal: Int32
    /// The terminal's foreground process group; -1 for none.
    package var foregroundGroup: Int32
    /// Seconds since it started.
    package var age: Double
    /// Forked, and no other program was executed since (`PF_FORKNOEXEC` of proc_pid_stat(5)): its parent was the same
    /// program.
    package var isForkedOnly: Bool
    /// The process that traces it (ptrace(2)); 0 for none, `nil` where it was not asked: only owners of asked sockets are.
    package var tracer: Int32?
    package var executable: String?
    /// The executable's file was deleted or replaced after the start.
    package var isExecutableDeleted: Bool
    package var workingDirectory: String?
    /// The folder of its project, and the name to show.
    package var project: String?
    /// What the program is, such as `Vite` or `PostgreSQL`; only of owners of sockets.
    package var program: String?
    package var container: String?
    package var unit: String?
    /// The words of the variables that turn a debugger on without an argument (`JAVA_TOOL_OPTIONS`, `NODE_OPTIONS` …);
    /// looked at only of owners of asked sockets.
    package var debugOptions: [String] = []

    package init(
        pid: Int32, parent: Int32 = 1, name: String, arguments: [String] = [], uid: UInt32? = nil, user: String? = nil,
        state: Character = "S", group: Int32 = 0, session: Int32 = 0, terminal: Int32 = 0, foregroundGroup: Int32 = -1,
        age: Double = 60, isForkedOnly: Bool = false, tracer: Int32? = nil, executable: String? = nil,
        isExecutableDeleted: Bool = false,
        workingDirectory: String? = nil, project: String? = nil, program: String? = nil, container: String? = nil,
        unit: String? = nil
    ) {
        self.pid = pid
        self.parent = parent
        self.name = name
        self.arguments = arguments
        self.uid = uid
        self.user = user
        self.state = state
        self.group = group
        self.session = session
        self.terminal = terminal
        self.foregroundGroup = foregroundGroup
        self.age = age
        self.isForkedOnly = isForkedOnly
        self.tracer = tracer
        self.executable = executable
        self.isExecutableDeleted = isExecutableDeleted
        self.workingDirectory = workingDirectory
        self.project = project
        self.program = program
        self.container = container
        self.unit = unit
    }
}
