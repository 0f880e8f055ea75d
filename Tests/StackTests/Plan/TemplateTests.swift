import Testing

@testable import Stack

@Suite("Templates") struct TemplateTests {
    private static let own = Template.Subject(
        name: "api",
        ports: [
            PlannedPort(name: "http", number: 8001, host: "0.0.0.0", isLeased: true),
            PlannedPort(name: "debug", number: 9229, host: "127.0.0.1", isLeased: true),
        ], schemes: ["http": "http", "debug": "tcp"])
    private static let database = Template.Subject(
        name: "db", ports: [PlannedPort(name: "", number: 5432, host: "::1", isLeased: false)],
        schemes: ["": "postgres"])
    private static let silent = Template.Subject(name: "job", ports: [], schemes: [:])
    private static var template: Template {
        Template(
            own: own, others: ["api": own, "db": database, "job": silent], lookup: { $0 == "HOME" ? "/home/u" : nil })
    }

    @Test(
        "in commands are filled",
        arguments: [
            ("--port ${port}", "--port 8001"),
            ("${host}:${port}", "0.0.0.0:8001"),
            ("${address}", "0.0.0.0:8001"),
            ("${url}", "http://127.0.0.1:8001"),
            ("${ports.debug} ${port.debug}", "9229 9229"),
            ("${url.debug} ${address.debug} ${host.debug}", "tcp://127.0.0.1:9229 127.0.0.1:9229 127.0.0.1"),
            ("${db.port}|${db.host}|${db.address}|${db.url}", "5432|::1|[::1]:5432|postgres://[::1]:5432"),
            ("${api.address}|${api.ports.debug}|${api.url.debug}", "0.0.0.0:8001|9229|tcp://127.0.0.1:9229"),
            ("$$", "$"),
            ("$$$$", "$$"),
            ("$${port}", "${port}"),
            ("a$$b", "a$b"),
            ("${env.HOME}/x", "/home/u/x"),
            ("${env.NOPE:-a b}", "a b"),
            ("", ""),
            ("no dollar", "no dollar"),
            ("é${port}ü", "é8001ü"),
        ])
    func commands(text: String, wanted: String) {
        #expect(Self.template.command(text) == Template.Filled(text: wanted, faults: []))
    }

    @Test(
        "leave to the shell what is the shell's",
        arguments: [
            "$HOME", "${HOME}", "$(date)", "${x:-y}", "$1", "${1}", "$?", "a$", "${", "${x",
            "for f in *; do echo ${f}; done",
            "${HOME%.*}", "${a[0]}", "${#x}", "${}", "$port",
        ])
    func shell(text: String) {
        #expect(Self.template.command(text) == Template.Filled(text: text, faults: []))
    }

    @Test(
        "that are mistyped are told",
        arguments: [
            ("${bd.port}", "`${bd.port}`: there is no service `bd`; did you mean `${db.port}`?"),
            ("${zzz.port}", "`${zzz.port}`: there is no service `zzz`"),
            (
                "${db.prot}",
                "`${db.prot}`: what follows the service is port, host, address, url, each with or without a port's name; did you mean `port`?"
            ),
            ("${db.port.http}", "`${db.port.http}`: service `db` has no port `http`; it has no named ports"),
            ("${api.port.debgu}", "`${api.port.debgu}`: service `api` has no port `debgu`; did you mean `debug`?"),
            ("${api.port.zzzz}", "`${api.port.zzzz}`: service `api` has no port `zzzz`; its ports are http, debug"),
            ("${job.port}", "`${job.port}`: service `job` has no port"),
            (
                "${db.ports}",
                "`${db.ports}`: what follows the service is port, host, address, url, each with or without a port's name; did you mean `ports`?"
            ),
            ("${env.NOPE}", "`${env.NOPE}`: NOPE is not set; `${env.NOPE:-…}` gives a default"),
            ("${env.A-B}", "`${env.A-B}`: write `${env.NAME}` or `${env.NAME:-default}`"),
        ])
    func faults(text: String, fault: String) {
        #expect(Self.template.command(text).faults == [fault])
        #expect(Self.template.value(text).faults == [fault])
    }

    @Test("that look mistyped are doubted")
    func doubts() {
        let filled = Self.template.command("x ${prot} ${hosts}")
        #expect(filled.text == "x ${prot} ${hosts}")
        #expect(
            filled.doubts == [
                "`${prot}` is left to the shell; did you mean `${port}`?",
                "`${hosts}` is left to the shell; did you mean `${host}`?",
            ])
    }

    @Test(
        "in values fill variables as well",
        arguments: [
            ("$HOME/${port}", "/home/u/8001"),
            ("${HOME}", "/home/u"),
            ("${NOPE}", ""),
            ("${NOPE:-${port}}", "8001"),
            ("$$HOME", "$HOME"),
            ("$(date)", "$(date)"),
            ("postgres://${db.address}/shop", "postgres://[::1]:5432/shop"),
        ])
    func values(text: String, wanted: String) {
        #expect(Self.template.value(text).text == wanted)
    }

    @Test("mean nothing in an escaped text", arguments: ["${port} $HOME $$ ${db.port}", "$", ""])
    func escape(text: String) {
        #expect(Self.template.command(Template.escape(text)).text == text)
        #expect(Self.template.value(Template.escape(text)).text == text)
    }

    @Test(
        "name the address that reaches a port",
        arguments: [
            ("0.0.0.0", "127.0.0.1"),
            ("::", "::1"),
            ("*", "127.0.0.1"),
            ("::1", "::1"),
            ("localhost", "localhost"),
            ("10.0.0.1", "10.0.0.1"),
        ])
    func reachable(host: String, wanted: String) {
        #expect(PlannedPort(name: "", number: 1, host: host, isLeased: false).reachable.host == wanted)
    }
}
