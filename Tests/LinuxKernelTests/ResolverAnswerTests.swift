import Endpoints
import LinuxKernel
import TestSupport
import Testing

@Suite("What the resolver answers", .requires("getent"))
struct ResolverAnswerTests {
    @Test func localhostIsLoopback() {
        let answer = ResolverAnswer.ask("localhost", seconds: 20)
        #expect(!answer.addresses.isEmpty)
        #expect(answer.addresses.allSatisfy { $0.isLoopback })
        #expect(!answer.timedOut && !answer.isUnasked)
        #expect(answer.seconds > 0 && answer.seconds < 20)
    }

    @Test(arguments: ["127.0.0.1", "::1", "192.0.2.7"])
    func anAddressIsItsOwnAnswer(text: String) throws {
        #expect(ResolverAnswer.ask(text, seconds: 20).addresses == [try #require(IPAddress(text))])
    }

    @Test func eachAddressOnceThoughGetentSaysItForEverySocketType() {
        let addresses = ResolverAnswer.ask("localhost", seconds: 20).addresses
        #expect(Set(addresses).count == addresses.count)
    }

    @Test(arguments: ["", "-i", "--help"])
    func whatIsNoNameIsNotAsked(name: String) {
        let answer = ResolverAnswer.ask(name, seconds: 20)
        #expect(answer.isUnasked)
        #expect(!answer.timedOut)
        #expect(answer.addresses == [])
    }

    @Test func aTimeThatIsOverIsNoAnswer() {
        let answer = ResolverAnswer.ask("localhost", seconds: 0)
        #expect(answer.timedOut)
        #expect(!answer.isUnasked)
        #expect(answer.addresses == [])
    }
}
