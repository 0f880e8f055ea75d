// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: warnings are errors, imports are internal unless said otherwise.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library target and, in the same breath, what it may import; `scripts/check-layers` holds the sources to it.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ subject: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: "\(subject)Tests", dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let nio = ["NIOCore", "NIOEmbedded"].map { Target.Dependency.product(name: $0, package: "swift-nio") }
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let nioTLS = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")

let package = Package(
    name: "ostia",
    products: [
        .executable(name: "ostia", targets: ["ostia"]),
        .executable(name: "ostia-engine", targets: ["ostia-engine"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "CLinux"),
        library("Endpoints"),
        library("Terminal"),
        library("LinuxKernel", ["CLinux", "Endpoints"]),
        library("Inventory", ["Endpoints", "LinuxKernel"]),
        library("Ports", ["Endpoints", "LinuxKernel"]),
        library("Commands", ["Endpoints", "LinuxKernel", "Inventory", "Ports", "Terminal", argumentParser]),
        // Fully static in release: no relocation, no library search, half the start-up time (docs/decisions/0001).
        .executableTarget(
            name: "ostia", dependencies: ["CGuardian", "Commands"], swiftSettings: strict,
            linkerSettings: [.unsafeFlags(["-static-executable"], .when(configuration: .release))]),
        library("Diagnosis", ["Endpoints"]),
        library(
            "Experiments", ["CLinux", "Diagnosis", "Endpoints", "LinuxKernel", "Inventory", nioTLS] + nio),
        library("Stack", ["Endpoints", yams]),
        .target(name: "CGuardian"),
        library(
            "Supervision",
            ["CLinux", "CGuardian", "Endpoints", "LinuxKernel", "Inventory", "Ports", "Stack", "Terminal"]),
        library(
            "StackCommands",
            [
                "Commands", "Diagnosis", "Endpoints", "LinuxKernel", "Inventory", "Ports", "Stack", "Supervision",
                "Terminal", argumentParser,
            ]),
        library(
            "EngineCommands",
            [
                "Commands", "Diagnosis", "Experiments", "Endpoints", "LinuxKernel", "Inventory", "StackCommands",
                "Terminal", argumentParser,
            ]),
        // The same, and a supervisor that is smaller by what a dynamic linker needs.
        .executableTarget(
            name: "ostia-engine", dependencies: ["CGuardian", "EngineCommands"], swiftSettings: strict,
            linkerSettings: [.unsafeFlags(["-static-executable"], .when(configuration: .release))]),
        library("TestSupport", ["CLinux", "Endpoints", "LinuxKernel", "Inventory", "Terminal"]),
        tests("Endpoints", ["Endpoints"]),
        tests("Terminal", ["Terminal"]),
        tests("LinuxKernel", ["LinuxKernel", "CLinux", "Endpoints"]),
        tests("Inventory", ["Inventory", "LinuxKernel", "Endpoints"]),
        tests("Ports", ["Ports", "LinuxKernel", "Endpoints"]),
        tests("Commands", ["Commands", "Inventory", "Ports", "LinuxKernel", "Endpoints", "Terminal"]),
        tests("Diagnosis", ["Diagnosis", "Endpoints"]),
        tests("Experiments", ["Experiments", "Diagnosis", "LinuxKernel", "Endpoints"]),
        tests("Stack", ["Stack", "Endpoints", yams]),
        tests(
            "Supervision",
            ["Supervision", "CGuardian", "CLinux", "Stack", "LinuxKernel", "Endpoints", "Inventory"]),
        tests(
            "StackCommands",
            [
                "StackCommands", "Commands", "Stack", "Supervision", "Inventory", "LinuxKernel", "Endpoints",
                "Terminal",
            ]),
        tests("EngineCommands", ["EngineCommands", "Diagnosis", "Endpoints", "Terminal"]),
        tests("Integration", ["CLinux", "Endpoints"]),
    ],
    swiftLanguageModes: [.v6]
)
