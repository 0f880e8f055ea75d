/// A folder of somebody's work: a git work tree, or without git the folder of a build file.
package struct Project: Hashable, Sendable {
    /// The main repository's folder name, the same in all its work trees; without git the folder's own.
    package var name: String
    /// The top level of the work tree: what tells clones and work trees apart.
    package var root: String
    /// The main repository's git directory, the same for all its work trees; `nil` without git.
    package var repository: String?
    /// The name git gave a linked work tree; `nil` in the main one.
    package var worktree: String?
    /// `nil` when HEAD is detached, and without git.
    package var branch: String?
    /// The first seven digits of the commit when HEAD is detached.
    package var commit: String?

    package init(
        name: String, root: String, repository: String? = nil, worktree: String? = nil, branch: String? = nil,
        commit: String? = nil
    ) {
        self.name = name
        self.root = root
        self.repository = repository
        self.worktree = worktree
        self.branch = branch
        self.commit = commit
    }
}
