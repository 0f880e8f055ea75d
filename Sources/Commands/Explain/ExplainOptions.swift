/// What `ostia explain` was asked.
struct ExplainOptions: Hashable, Sendable {
    /// The endpoint, address, port, name or URL as typed.
    var question: String
    /// Whether the machine's sockets are left alone: knowledge only.
    var offline = false
}
