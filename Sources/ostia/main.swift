import CGuardian
import Commands

// Before anything else: a guardian has one thread and next to no memory.
cguardian_main_if_asked(CommandLine.argc, CommandLine.unsafeArgv)
Entry.main()
