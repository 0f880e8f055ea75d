import Inventory
import Testing

@Suite struct JSONValueTests {
    @Test(
        arguments: [
            ("null", .null), ("true", .bool(true)), (" false ", .bool(false)), ("0", .number(0)),
            ("-1.5e2", .number(-150)),
            (#""""#, .string("")), (#""a\"b\\c\/d\n\t\r\b\f""#, .string("a\"b\\c/d\n\t\r\u{8}\u{C}")),
            (#""\u0041\u00e4\u20ac""#, .string("Aä€")), (#""\ud83d\ude00""#, .string("😀")),
            (#""\ud83dx""#, .string("\u{FFFD}x")),
            (#""\udc00""#, .string("\u{FFFD}")), (#""\ud83d\n""#, .string("\u{FFFD}\n")), ("\"ä€😀\"", .string("ä€😀")),
            ("[]", .array([])), ("[1,[2],{}]", .array([.number(1), .array([.number(2)]), .object([:])])),
            (#"{"a":1,"b":{"c":[true]}}"#, .object(["a": .number(1), "b": .object(["c": .array([.bool(true)])])])),
            (#"{"a":1,"a":2}"#, .object(["a": .number(2)])),
            ("\u{FEFF}{}", .object([:])), ("[1,]", .array([.number(1)])), (#"{"a":1,}"#, .object(["a": .number(1)])),
            ("// x\n[ /* y */ 1 /**/ ]// z", .array([.number(1)])),
        ] as [(String, JSONValue)])
    func values(_ text: String, _ value: JSONValue) { #expect(JSONValue(text: text) == value) }

    @Test(arguments: [
        "", " ", "nul", "nulll", "tru", "{", "[", "[1 2]", "[,]", "{,}", #"{"a"}"#, #"{"a":}"#, #"{a:1}"#, #""open"#,
        #""\x""#,
        #""\u12""#, #""\u+123""#, "1 2", "1.2.3", "-", "+", "[1]]", "/", "/*", "'a'", "NaN", #"{"a":1 "b":2}"#, "\u{0}",
    ])
    func whatIsNone(_ text: String) { #expect(JSONValue(text: text) == nil) }

    @Test func depthIsBounded() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(JSONValue(text: nested(JSONValue.depthLimit)) != nil)
        #expect(JSONValue(text: nested(JSONValue.depthLimit + 1)) == nil)
        #expect(JSONValue(text: String(repeating: "[", count: 1_000_000)) == nil)
        #expect(JSONValue(text: String(repeating: #"{"a":"#, count: 100_000)) == nil)
    }

    @Test func bytesThatAreNoTextStayTellable() {
        #expect(JSONValue([0x22, 0x61, 0xFF, 0x22]) == .string("a\\xff"))
    }

    @Test func accessors() throws {
        let json = try #require(JSONValue(text: #"{"s":"x","n":3,"d":0.5,"b":true,"a":[1],"big":1e300}"#))
        #expect(json["s"]?.string == "x")
        #expect(json["n"]?.int == 3)
        #expect(json["d"]?.int == nil)
        #expect(json["big"]?.int == nil)
        #expect(json["b"]?.bool == true)
        #expect(json["a"]?.array?.count == 1)
        #expect(json["s"]?["x"] == nil)
        #expect(json["none"] == nil)
        #expect(json["s"]?.int == nil)
        #expect(json.string == nil)
    }

    @Test func everyCutOfADocumentIsRefusedWithoutHarm() {
        let text = #"{"a":[1,"b\u0041",{"c":null}],"d":-1.5e3}"#
        for count in 0..<text.utf8.count {
            #expect(JSONValue([UInt8](text.utf8.prefix(count))) == nil, "\(count)")
        }
        #expect(JSONValue(text: text) != nil)
    }
}
