import Endpoints
import LinuxKernel
import Ports
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite struct FreeReportTests {
    private let clock = BootClock(ticksPerSecond: 100, boot: 1_000_000_000)
    private let node = FreeProcess(ProcessKey(812, startTicks: 4200), name: "node", parent: 9)
    private let row = SocketRow.listener("127.0.0.1", 3000, inode: 7)

    private func plan(_ process: FreeProcess, _ options: FreeOptions = FreeOptions()) -> FreePlan {
        FreePlan(
            [FreeSocket(row, holders: [FreeHolder(process.key, descriptor: 3)])], processes: [process.key: process],
            options: options)
    }

    private func story(_ process: FreeProcess) -> FreeStory {
        FreeStory(
            process: process, sockets: [row], command: ["node", "server.js"], startedAt: 1_000_000_042,
            project: "shop", directory: "/src/shop", children: [ProcessLabel(pid: 813, name: "esbuild")],
            clients: ["firefox (pid 4)", "firefox (pid 4)", "192.0.2.9"],
            otherPorts: [Endpoint(.tcp, .loopbackV4, 9229)])
    }

    private func record(
        _ process: FreeProcess, _ result: String, _ signal: Signal = .terminate, ended: Double? = 0.084
    ) -> FreeMachine.Record {
        FreeMachine.Record(step: nil, process: process, signal: signal, result: result, startedAt: 0, endedAt: ended)
    }

    private func report(
        _ plan: FreePlan, _ end: FreeMachine.End, _ records: [FreeMachine.Record], remaining: Set<UInt64> = [],
        retakers: [(row: SocketRow, processes: [FreeProcess])] = [], options: FreeOptions = FreeOptions()
    ) -> FreeReport {
        var report = FreeReport(plan: plan, stories: [node.key: story(node)], options: options, clock: clock)
        report.outcome = FreeOutcome(
            end: end, records: records, duration: remaining.isEmpty ? 0.084 : nil, remaining: remaining,
            retakers: retakers)
        return report
    }

    @Test func freed() {
        let report = report(plan(node), .freed, [record(node, "exited")])
        #expect(report.lines().good == ["freed 3000 in 84 ms"])
        #expect(report.lines().bad == [])
        #expect(report.status == .success)
    }

    @Test func connectionsThatRemainAreTold() {
        var report = report(plan(node), .freed, [record(node, "exited")])
        report.openConnections = 2
        #expect(
            report.lines().good == [
                "freed 3000 in 84 ms",
                "  2 connections are still open on it; a server that sets SO_REUSEADDR can bind all the same",
            ])
    }

    @Test func stillHeld() {
        let report = report(plan(node), .stillHeld, [record(node, "still-running", ended: nil)], remaining: [7])
        #expect(report.lines().good == [])
        #expect(
            report.lines().bad == [
                "node (pid 812) did not stop within 5 s of TERM; 127.0.0.1:3000 is still held",
                "  to end it the hard way: ostia free 3000 --force",
            ])
        #expect(report.freed == [])
        #expect(report.status == .negative)
    }

    @Test func takenAgain() {
        let nodemon = FreeSupervisor(kind: "nodemon", process: ProcessLabel(pid: 9, name: "nodemon"), stop: "kill 9")
        var supervised = node
        supervised.supervisor = nodemon
        let new = SocketRow.listener("127.0.0.1", 3000, inode: 8)
        let taker = FreeProcess(ProcessKey(991, startTicks: 5000), name: "node", parent: 9)
        let report = report(
            plan(supervised), .retaken([new]), [record(supervised, "exited")], retakers: [(new, [taker])])
        #expect(
            report.lines().bad == [
                "127.0.0.1:3000 was taken again by node (pid 991): nodemon (pid 9) restarts it",
                "  to stop it for good: kill 9",
            ])
        #expect(report.freed == [])
        #expect(report.status == .negative)
        #expect(
            report.json.text().contains(
                #""retaken_by":[{"address":"127.0.0.1","port":3000,"pid":991,"start_time":"2001-09-09T01:47:30.000Z","#
                    + #""name":"node","supervisor":{"kind":"nodemon","pid":9,"stop":"kill 9"}}]"#))
    }

    @Test func refused() {
        var mine = node
        mine.protection = .ancestor
        var report = FreeReport(plan: plan(mine), stories: [:], options: FreeOptions(), clock: clock)
        #expect(report.status == .notPermitted)
        #expect(report.lines().bad.first?.hasPrefix("refused: 127.0.0.1:3000 is held by node (pid 812), which") == true)
        report.plan = FreePlan([FreeSocket(row, holders: [])], processes: [:], options: FreeOptions())
        #expect(report.status == .negative, "nobody to be stopped is no question of permission")
    }

    @Test func interrupted() {
        let report = report(plan(node), .interrupted, [record(node, "still-running", ended: nil)], remaining: [7])
        #expect(report.lines().bad == ["interrupted: 127.0.0.1:3000 is still held; node (pid 812) got TERM"])
        #expect(report.status == .interrupted)
    }

    @Test func json() {
        let report = report(plan(node), .freed, [record(node, "exited")])
        let process = #""pid":812,"start_time":"2001-09-09T01:47:22.000Z","name":"node""#
        let action =
            #"{"kind":"signal",\#(process),"manager":null,"signal":"TERM","result":"exited","ms":84,"error":null}"#
        let socket = #"{"transport":"tcp","address":"127.0.0.1","port":3000,"inode":7,"cookie":"7"}"#
        let surroundings =
            #""children":[{"pid":813,"name":"esbuild"}],"clients":3,"other_ports":[9229],"supervisor":null"#
        let step = #"{"kind":"signal","after_pid":null,\#(process),"command":["node","server.js"],"project":"shop","#
        let expected: [String] = [
            #"{"schema":"ostia/free/1","freed":[3000],"ms":84,"actions":["#, action, #"],"retaken_by":[],"plan":["#,
            step, #""sockets":["#, socket, "],", surroundings, #"}],"refused":[],"note":null}"#,
        ]
        #expect(report.json.text() == expected.joined())
    }

    @Test func planForPeople() {
        let out = Output()
        let nodemon = FreeSupervisor(kind: "nodemon", process: ProcessLabel(pid: 9, name: "nodemon"), stop: "kill 9")
        var supervised = node
        supervised.supervisor = nodemon
        supervised.name = "no\u{1B}[31mde"
        let plan = plan(supervised)
        FreePlanView(
            plan: plan, stories: [supervised.key: story(supervised)], options: FreeOptions(), now: 1_000_000_042 + 7300
        ).write(to: Console(out: out, err: Output()))
        #expect(
            out.text == """
                send TERM to no\\e[31mde (pid 812)
                  why       it listens on 127.0.0.1:3000 (inode 7)
                  command   node server.js
                  started   2 h 1 min ago, project shop, in /src/shop
                  children  1: esbuild (pid 813)
                  clients   3 connections: firefox (pid 4) ×2, 192.0.2.9
                  ports     tcp 127.0.0.1:9229 ends too
                  restart   nodemon (pid 9) will start it again; for good: kill 9

                """)
    }

    @Test func longThingsStayShort() {
        #expect(FreePlanView.joined([String(repeating: "x", count: 100_000)]).utf8.count < 600)
        #expect(FreePlanView.some((1...8).map { "\($0)" }) == "1, 2, 3, 4, 5 and 3 more")
        #expect(FreePlanView.counted(["a", "b", "a"]) == "a ×2, b")
    }
}
