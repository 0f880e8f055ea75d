import Commands
import Diagnosis
import Endpoints
import LinuxKernel

/// What was typed, read as questions.
enum DoctorInput {
    /// What the user saw, out of `--error`, `--log` or standard input.
    ///
    /// - Throws: `InputError` or `SystemError` when it cannot be read.
    static func reports(_ options: DoctorOptions) throws -> [ErrorReport] {
        var reader = LogReader()
        if let error = options.error {
            try read(error, into: &reader)
        } else if options.endpoints.contains("-") {
            try feed(&reader, from: .standardInput)
        }
        if let log = options.log { try feed(&reader, from: log == "-" ? .standardInput : .file(log)) }
        return reader.finish()
    }

    /// Reads a message, or standard input when it is `-`.
    static func read(_ message: String, into reader: inout LogReader) throws(SystemError) {
        if message == "-" { try feed(&reader, from: .standardInput) } else { reader.read(Array(message.utf8)) }
    }

    private static func feed(_ reader: inout LogReader, from source: ByteStream.Source) throws(SystemError) {
        try ByteStream.read(source) { reader.read($0) }
    }

    /// The questions to answer, in the order they were typed.
    static func questions(_ options: DoctorOptions, _ reports: [ErrorReport]) throws(InputError) -> [Question] {
        var questions: [Question] = []
        if let bind = options.bind { questions.append(try QuestionReader.read(bind, .bind)) }
        for subject in options.endpoints where subject != "-" {
            let question = try QuestionReader.read(subject, .use)
            // With --bind the endpoint beside it says no more than which server is meant.
            if options.bind == nil { questions.append(question) }
        }
        if questions.isEmpty { questions = [QuestionReader.question(from: reports)] }
        return questions.map { question in
            var question = question
            question.reports = reports
            if let error = options.error, error != "-" {
                question.message = String(decoding: error.utf8.prefix(8192), as: UTF8.self)
            }
            // Words that no rule for messages knows may still be known to a rule of a fault; the machine is not meant.
            if question.intent == .machine, !question.message.isEmpty { question.intent = .use }
            question.allowsDeep = options.deep
            question.allowsRemote = options.remote
            return question
        }
    }
}
