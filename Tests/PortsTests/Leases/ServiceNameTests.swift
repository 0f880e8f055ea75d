import Endpoints
import Ports
import Testing

@Suite struct ServiceNameTests {
    @Test(arguments: ["a", "api", "API", "web/admin", "db-2", "a.b_c", String(repeating: "x", count: 64)])
    func valid(_ text: String) throws {
        #expect(try ServiceName(parsing: text).text == text)
    }

    @Test(
        arguments: [
            ("", "the empty string is no service name"),
            ("3000", "\"3000\" is a number, not a service name: to ask for that port: --prefer PORT"),
            ("62893abc", "\"62893abc\" is no service name: a letter, then letters, digits, . _ - and / are allowed"),
            ("a b", "\"a b\" is no service name: a letter, then letters, digits, . _ - and / are allowed"),
            ("-x", "\"-x\" is no service name: a letter, then letters, digits, . _ - and / are allowed"),
            ("é", "\"\\u{e9}\" is no service name: a letter, then letters, digits, . _ - and / are allowed"),
            ("a\nb", "\"a\\u{a}b\" is no service name: a letter, then letters, digits, . _ - and / are allowed"),
            (
                "a\u{1B}[31m",
                "\"a\\u{1b}[31m\" is no service name: a letter, then letters, digits, . _ - and / are allowed"
            ),
        ])
    func invalid(_ text: String, _ expected: String) {
        #expect(throws: InputError(expected)) { try ServiceName(parsing: text) }
    }

    @Test func tooLong() {
        let error = #expect(throws: InputError.self) { try ServiceName(parsing: String(repeating: "x", count: 65)) }
        #expect(error?.description.hasSuffix("is too long: a service name has at most 64 characters") == true)
    }

    @Test func numbers() throws {
        let api = try ServiceName(parsing: "api")
        #expect(api.numbered(1).map(\.text) == ["api"])
        #expect(api.numbered(3).map(\.text) == ["api", "api-2", "api-3"])
    }
}
