import Commands
import Diagnosis
import Endpoints
import LinuxKernel

/// What was typed, read as questions.
enum DoctorInput {
    /// What the user saw: the words themselves and what they tell.
    struct Heard {
        var reports: [ErrorReport] = []
        /// The beginning of `--error`'s words, wherever they came from; empty without `--error`.
        var message = ""

        /// So much of a message is kept, in bytes.
        static let longest = 8192
    }

    /// What the user saw, out of `--error`, `--log` or standard input.
    ///
    /// - Throws: `CommandError` when it cannot be read.
    static func heard(_ options: DoctorOptions) throws(CommandError) -> Heard {
        do throws(SystemError) {
            return try readAll(options)
        } catch {
            throw CommandError.badInput(
                "\(error)", hint: "--error takes the text itself, --log a file; - is standard input")
        }
    }

    private static func readAll(_ options: DoctorOptions) throws(SystemError) -> Heard {
        var reader = LogReader()
        var heard = Heard()
        if let error = options.error {
            heard.message = try read(error, into: &reader)
        } else if options.endpoints.contains("-") {
            try feed(&reader, from: .standardInput)
        }
        if let log = options.log { try feed(&reader, from: log == "-" ? .standardInput : .file(log)) }
        heard.reports = reader.finish()
        return heard
    }

    /// Reads a message, or standard input when it is `-`.
    ///
    /// - Returns: its beginning, without the line end that pipes add.
    @discardableResult
    static func read(
        _ message: String, into reader: inout LogReader, from source: ByteStream.Source = .standardInput
    ) throws(SystemError) -> String {
        guard message == "-" else {
            reader.read(Array(message.utf8))
            return String(decoding: message.utf8.prefix(Heard.longest), as: UTF8.self)
        }
        var kept: [UInt8] = []
        try ByteStream.read(source) { bytes in
            kept += bytes.prefix(Heard.longest - kept.count)
            reader.read(bytes)
        }
        while kept.last == 0x0A || kept.last == 0x0D { kept.removeLast() }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func feed(_ reader: inout LogReader, from source: ByteStream.Source) throws(SystemError) {
        try ByteStream.read(source) { reader.read($0) }
    }

    /// The questions to answer, in the order they were typed.
    static func questions(_ options: DoctorOptions, _ heard: Heard) throws(InputError) -> [Question] {
        var questions: [Question] = []
        if let bind = options.bind { questions.append(try QuestionReader.read(bind, .bind)) }
        for subject in options.endpoints where subject != "-" {
            let question = try QuestionReader.read(subject, .use)
            // With --bind the endpoint beside it says no more than which server is meant.
            if options.bind == nil { questions.append(question) }
        }
        if questions.isEmpty { questions = [QuestionReader.question(from: heard.reports)] }
        return fill(questions, options, heard, heard.reports)
    }

    /// The endpoints that a text names, where none was typed: what failed an hour ago may work by now, and the one that
    /// fails is meant. The most telling first; empty where there is no choice.
    static func candidates(_ options: DoctorOptions, _ heard: Heard) -> [Question] {
        guard options.bind == nil, options.endpoints.allSatisfy({ $0 == "-" }) else { return [] }
        let reports = heard.reports
        let questions = QuestionReader.questions(from: reports, most: mostCandidates)
        guard questions.count > 1 else { return [] }
        return questions.flatMap { question in
            let port = question.port.map(Int.init) ?? question.badPort
            let own = reports.filter { $0.port == port }
            return fill([question], options, heard, own + reports.filter { $0.port != port })
        }
    }

    private static let mostReports = 64
    /// Each takes a healthy endpoint's time.
    private static let mostCandidates = 8

    private static func fill(
        _ questions: [Question], _ options: DoctorOptions, _ heard: Heard, _ reports: [ErrorReport]
    ) -> [Question] {
        questions.map { question in
            var question = question
            // More lines than these say no more, and each port in them is looked at.
            question.reports = Array(reports.prefix(mostReports))
            question.message = heard.message
            // Words that no rule for messages knows may still be known to a rule of a fault; the machine is not meant.
            if question.intent == .machine, !question.message.isEmpty { question.intent = .use }
            question.allowsDeep = options.deep
            question.allowsRemote = options.remote
            return question
        }
    }
}
