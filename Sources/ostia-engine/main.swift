import EngineCommands

EngineEntry.main()
