import ArgumentParser
import LinuxKernel

/// `ostia doctor`: checks the arguments and hands them to the engine.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Find out by experiment why an endpoint does not work, and how to mend it.",
        discussion: """
            Looks at the sockets, processes, names, routes and packet filters of this machine, then tries what tells \
            the faults apart that are still possible: connecting by each address, binding, a request, a handshake. \
            Nothing is changed, and debuggers, adb and VNC are not spoken to, unless you say so. The answer is one \
            sentence, its proof, and the command that mends it.

            Exit code 0: healthy. 1: a fault was found. 3: this user may not look far enough.

            EXAMPLES:
              ostia doctor 3000                            why can nobody use this port?
              ostia doctor http://localhost:5173/          the way a browser goes
              ostia doctor --bind 0.0.0.0:8080             why can my server not listen there?
              ostia doctor --error "connect ECONNREFUSED 127.0.0.1:5432"
              npm start 2>&1 | ostia doctor --error -      out of a page of output
              ostia doctor --log build.log                 out of a file
              ostia doctor -- npm start                    run it, watch it, explain its failure
              ostia doctor 5432 --fix                      mend it, after asking
              ostia doctor                                 the whole machine
            """)

    @OptionGroup var options: DoctorOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
        try EngineHandover.run(shared)
    }
}

/// Goes on in the engine with the arguments as they were typed.
enum EngineHandover {
    static func run(_ shared: SharedOptions) throws {
        let status = CommandRunner.perform(in: .live(shared.flags)) { context in
            throw EngineProgram.become(Array(CommandLine.arguments.dropFirst()), machine: context.machine)
        }
        throw ExitCode(status.rawValue)
    }
}
