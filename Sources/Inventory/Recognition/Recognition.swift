/// What a listening process is, in a person's words.
package struct Recognition: Hashable, Sendable {
    /// The drawer a program belongs to; decides grouping and what counts as noise.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case devServer = "dev-server"
        case application, database, queue
        case webServer = "web-server"
        case proxy, container, tunnel, debugger, editor, monitoring, desktop, system, tool
    }

    /// Stable, in kebab-case, for JSON and filters: `vite`, `postgresql`, `ssh-forward`.
    package var id: String
    /// `Vite`, `PostgreSQL`, `Spring Boot`.
    package var title: String
    /// One short fact worth reading: the main class, the script, what is forwarded where, the data directory. Raw.
    package var detail: String?
    package var kind: Kind

    package init(_ id: String, _ title: String, _ kind: Kind, _ detail: String? = nil) {
        self.id = id
        // "Node " of a script without a name.
        self.title = title.utf8.last == 32 ? String(title.dropLast()) : title
        self.detail = detail.flatMap { $0.isEmpty ? nil : $0 }
        self.kind = kind
    }
}
