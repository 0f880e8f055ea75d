import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

@Suite struct BindExperimentTests {
    private let inUse = BindOutcome(failure: "EADDRINUSE", call: "bind")

    @Test(arguments: [Transport.tcp, .udp], [IPAddress.loopbackV4, .loopbackV6, .unspecifiedV4, .unspecifiedV6])
    func freePort(_ transport: Transport, _ address: IPAddress) {
        #expect(BindExperiment.run(Endpoint(transport, address, Ports.free()), BindOptions()) == BindOutcome())
    }

    @Test func besideAListener() throws {
        let server = try ScriptedServer()
        let wildcard = Endpoint(.tcp, .unspecifiedV4, server.port)
        #expect(BindExperiment.run(server.endpoint, BindOptions()) == inUse)
        #expect(BindExperiment.run(server.endpoint, BindOptions(reuseAddress: false)) == inUse)
        #expect(BindExperiment.run(wildcard, BindOptions()) == inUse)
        // Sharing needs both sides.
        #expect(BindExperiment.run(server.endpoint, BindOptions(reusePort: true)) == inUse)
    }

    /// `[::]` takes the port of IPv4 only when told to.
    @Test func twoFamilies() throws {
        let server = try ScriptedServer()
        let wildcard = Endpoint(.tcp, .unspecifiedV6, server.port)
        #expect(BindExperiment.run(wildcard, BindOptions()) == BindOutcome())
        #expect(BindExperiment.run(wildcard, BindOptions(dualStack: true)) == inUse)
    }

    /// SO_REUSEPORT shares among the sockets of one user only, so the same bind as that user works.
    @Test(.requires(.root)) func sharedPortOfAnotherUser() throws {
        let endpoint = Endpoint(.tcp, .loopbackV4, Ports.free())
        let holder = try ProbeSocket(.v4, .tcp, asUser: 12_345)
        holder.share(reuseAddress: false, reusePort: true, dualStack: false)
        try holder.bind(endpoint)
        #expect(BindExperiment.run(endpoint, BindOptions(reusePort: true)) == inUse)
        #expect(BindExperiment.run(endpoint, BindOptions(reusePort: true, asUser: 12_345)) == BindOutcome())
        #expect(BindExperiment.run(endpoint, BindOptions(reusePort: true, asUser: 12_346)) == inUse)
    }

    @Test func sharedPort() throws {
        let endpoint = Endpoint(.tcp, .loopbackV4, Ports.free())
        let holder = try ProbeSocket(.v4, .tcp)
        holder.share(reuseAddress: false, reusePort: true, dualStack: false)
        try holder.bind(endpoint)
        #expect(BindExperiment.run(endpoint, BindOptions(reuseAddress: false, reusePort: true)) == BindOutcome())
        #expect(BindExperiment.run(endpoint, BindOptions(reuseAddress: false)) == inUse)
    }

    /// A holder that is bound and does not listen stands in the way of those without SO_REUSEADDR.
    @Test func boundAndSilent() throws {
        let endpoint = Endpoint(.tcp, .loopbackV4, Ports.free())
        let holder = try ProbeSocket(.v4, .tcp)
        holder.share(reuseAddress: true, reusePort: false, dualStack: false)
        try holder.bind(endpoint)
        #expect(BindExperiment.run(endpoint, BindOptions(reuseAddress: false)) == inUse)
        #expect(BindExperiment.run(endpoint, BindOptions()) == BindOutcome())
    }

    @Test func datagrams() throws {
        let endpoint = Endpoint(.udp, .loopbackV4, Ports.free())
        let holder = try ProbeSocket(.v4, .udp)
        try holder.bind(endpoint)
        #expect(BindExperiment.run(endpoint, BindOptions()) == inUse)
        #expect(DatagramTrial.run(endpoint) == DatagramOutcome())
    }

    @Test func nobodysAddress() throws {
        let endpoint = Endpoint(.tcp, try #require(IPAddress("192.0.2.1")), Ports.free())
        #expect(
            BindExperiment.run(endpoint, BindOptions()) == BindOutcome(failure: "EADDRNOTAVAIL", call: "bind"))
    }
}
