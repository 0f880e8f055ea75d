/// What keeps the output of the services: the log of the run, or a stand-in for it in a test.
package protocol OutputKeeper: AnyObject {
    /// Readable while events wait.
    var descriptor: Int32 { get }
    /// Reads from here on; the descriptor belongs to the keeper then.
    func keep(_ descriptor: Int32, _ stream: OutputStream, of service: String)
    /// Tells when a line of the service holds this text.
    func watch(for text: String, of service: String)
    /// A line of Ostia's own, in the service's name; in the stack's where that is `nil`.
    func say(_ text: String, of service: String?)
    /// What has happened since the last call, without waiting.
    func events() -> [OutputEvent]
    /// The last lines of a service, the latest last.
    func tail(_ count: Int, of service: String) -> [String]
}

package enum OutputStream: Hashable, Sendable { case output, errors, terminal }

package enum OutputEvent: Hashable, Sendable {
    /// The text that was watched for has come.
    case matched(service: String, text: String)
    /// The log cannot be written any more; why. Nothing is lost yet.
    case failing(String)
    /// It can again.
    case recovered
}
