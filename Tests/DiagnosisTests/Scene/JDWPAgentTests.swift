import Diagnosis
import Testing

/// The options of a JVM's debug agent.
@Suite struct JDWPAgentTests {
    @Test(arguments: [
        ("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005", "*", 5005, true, false),
        ("-Xrunjdwp:transport=dt_socket,server=n,address=10.0.0.1:8000", "10.0.0.1", 8000, false, true),
        ("-agentlib:jdwp=server=y,address=[::1]:5006,suspend=y", "::1", 5006, true, true),
    ])
    func optionsAreRead(_ option: String, _ host: String, _ port: UInt16, _ server: Bool, _ suspended: Bool) throws {
        let agent = try #require(JDWPAgent.parse(option))
        #expect(agent.host == host)
        #expect(agent.port == port)
        #expect(agent.isServer == server)
        #expect(agent.isSuspended == suspended)
    }

    @Test(arguments: [("-agentlib:jdwp=address=5005", UInt16?(5005)), ("-agentlib:jdwp=server=y", nil)])
    func aBarePortAndNone(option: String, port: UInt16?) throws {
        let agent = try #require(JDWPAgent.parse(option))
        #expect(agent.port == port)
        #expect(agent.host == nil)
        #expect(agent.isSuspended, "suspend=y is the default")
    }

    @Test(arguments: ["-agentlib:hprof", "-agentpath:/x/libjdwp.so", "jdwp", "-Xmx1g", ""])
    func otherOptionsAreNone(option: String) { #expect(JDWPAgent.parse(option) == nil) }

    @Test func whatStandsBehindTheClassIsTheProgramsOwn() {
        let option = "-agentlib:jdwp=server=y,address=5005"
        #expect(JDWPAgent.all(in: ["java", option, "-cp", "x", "W"]).count == 1)
        #expect(JDWPAgent.all(in: ["/usr/bin/java", "-cp", "x", "W", option]) == [])
        #expect(JDWPAgent.every(["java", "W", option]).map(\.isAfterMain) == [true])
        // The value of an option is no class.
        #expect(JDWPAgent.all(in: ["java", "--add-modules", "a.b", option, "W"]).count == 1)
    }

    @Test func onlyOneWithoutAPortIsKnownByItsProcessAlone() {
        let free = "-agentlib:jdwp=server=y"
        #expect(JDWPAgent.only(in: ["java", free, "W"])?.isServer == true)
        #expect(JDWPAgent.only(in: ["java", free, free, "W"]) == nil)
        #expect(JDWPAgent.only(in: ["java", free + ",address=5005", "W"]) == nil)
    }
}
