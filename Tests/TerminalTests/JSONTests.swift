import Foundation
import Terminal
import Testing

@Suite struct JSONTests {
    @Test func writesEveryKindOnOneLine() {
        let json: JSON = [
            "a": .null, "b": true, "c": .bool(false), "d": -5, "e": .double(1.5), "f": "x", "g": ["y", 2, []],
            "h": .object([]), "i": .double(.infinity), "j": .double(.nan), "k": .int(Int.max),
        ]
        #expect(
            json.text()
                == #"{"a":null,"b":true,"c":false,"d":-5,"e":1.5,"f":"x","g":["y",2,[]],"h":{},"i":null,"j":null,"#
                + #""k":9223372036854775807}"#)
    }

    @Test func indentsForPeople() {
        let json: JSON = ["a": [1, ["b": "c"]], "d": [], "e": .object([])]
        #expect(
            json.text(pretty: true) == """
                {
                  "a": [
                    1,
                    {
                      "b": "c"
                    }
                  ],
                  "d": [],
                  "e": {}
                }
                """)
    }

    @Test func missingValuesAreNull() {
        #expect(JSON.string(orNull: nil).text() == "null")
        #expect(JSON.string(orNull: "x").text() == "\"x\"")
        #expect(JSON.int(orNull: UInt16(7)).text() == "7")
        #expect(JSON.int(orNull: Int32?.none).text() == "null")
        #expect(JSON.bool(orNull: true).text() == "true")
        #expect(JSON.bool(orNull: nil).text() == "null")
    }

    @Test(arguments: [
        ("\"", #""\"""#), ("\\", #""\\""#), ("/", #""/""#), ("a\nb\tc\rd", #""a\nb\tc\rd""#), ("\u{0}", #""\u0000""#),
        ("\u{1B}[2J", #""\u001b[2J""#), ("\u{7F}", #""\u007f""#), ("\u{9B}", #""\u009b""#), ("\u{202E}", #""\u202e""#),
        ("\u{2028}", #""\u2028""#), ("\u{E0041}", #""\udb40\udc41""#), ("é日😀", "\"é日😀\""), ("\r\n", #""\r\n""#),
    ])
    func escapes(_ text: String, _ expected: String) {
        #expect(JSON.string(text).text() == expected)
    }

    /// Another reader must get back exactly what went in, and a screen nothing it could act on.
    @Test func everyScalarSurvivesARoundTrip() throws {
        var scalars = ""
        for value in UInt32(0)...0x10FFFF {
            if let scalar = Unicode.Scalar(value) { scalars.unicodeScalars.append(scalar) }
        }
        let bytes = JSON.object([(scalars, .string(scalars))]).encoded()
        let decoded = try JSONDecoder().decode([String: String].self, from: Data(bytes))
        #expect(decoded.first?.value.unicodeScalars.elementsEqual(scalars.unicodeScalars) == true)
        #expect(decoded.first?.key.unicodeScalars.elementsEqual(scalars.unicodeScalars) == true)
        #expect(String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy { !Sanitizer.isDangerous($0) })
    }
}
