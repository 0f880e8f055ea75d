/// What a program in the chain of parents is to the process it started, directly or by way of others.
package enum CauseKind: String, Hashable, Sendable, CaseIterable {
    case shell, terminal, multiplexer, editor, sshSession = "ssh-session", scheduler, supervisor, runner, agent
    case container, login, desktop, serviceManager = "service-manager", program

    /// Tells by the process's own name, and by its arguments where the name is only an interpreter's.
    package init(name: String, arguments: [String]) {
        // npm calls itself "npm run dev", a PM2 daemon "PM2 v5.3.0: God".
        if let kind = Self.byName[name] ?? Self.byName[String(name.prefix { $0 != " " && $0 != ":" })] {
            self = kind
        } else if name.hasPrefix("tmux") {
            self = .multiplexer
        } else if name.hasPrefix("containerd-shim") {
            self = .container
        } else if Self.interpreters.contains(name),
            let script = arguments.dropFirst().first(where: { !$0.hasPrefix("-") }),
            let base = script.split(separator: "/").last
        {
            // `npm-cli.js` is npm.
            let first = base.split(separator: ".").first.map(String.init) ?? String(base)
            let stem = first.hasSuffix("-cli") ? String(first.dropLast(4)) : first
            self = Self.byName[stem] ?? Self.byName[String(base)] ?? .program
        } else {
            self = .program
        }
    }

    private static let interpreters: Set<String> = ["node", "python", "python3", "ruby", "perl", "bun", "deno"]

    private static let byName: [String: CauseKind] = {
        let names: [CauseKind: String] = [
            .shell: "sh bash zsh fish dash ksh tcsh csh nu pwsh elvish xonsh",
            .terminal: """
            gnome-terminal- gnome-terminal-server konsole alacritty kitty wezterm wezterm-gui foot xterm urxvt \
            rxvt st terminator tilix ghostty xfce4-terminal lxterminal mate-terminal ptyxis-agent kgx
            """,
            .multiplexer: "tmux screen zellij byobu dtach abduco",
            .editor: """
            code code-server code-insiders codium cursor windsurf idea idea.sh pycharm webstorm goland rider \
            clion phpstorm rubymine rustrover datagrip fleet zed zed-editor nvim vim emacs hx helix sublime_text \
            eclipse kate gedit code-tunnel remote-dev-serv
            """,
            .sshSession: "sshd sshd-session mosh-server dropbear",
            .scheduler: "cron crond anacron atd fcron",
            .supervisor: """
            nodemon pm2 PM2 supervisord foreman overmind hivemind honcho process-compose runit runsv s6-supervise \
            circusd watchexec entr air reflex ts-node-dev tsx watchmedo forever God monit guardian
            """,
            .runner: """
            npm npx yarn pnpm pnpx make just task cargo go mvn gradle gradlew sbt lein mix rake bundle poetry uv \
            pipenv hatch tox nox concurrently turbo nx lerna rush docker-compose script strace sudo su doas env \
            nohup timeout setsid xargs parallel time ostia
            """,
            .agent: "claude codex aider goose opencode gemini copilot",
            .container: "conmon dockerd containerd runc crun docker-init tini dumb-init podman lxc-start kubelet",
            .login: "login getty agetty systemd-logind",
            .desktop:
                "gnome-shell plasmashell gnome-session-b kwin_wayland sway i3 Hyprland Xorg Xwayland gdm sddm lightdm",
            .serviceManager: "systemd init launchd openrc",
        ]
        var out: [String: CauseKind] = [:]
        for (kind, list) in names { for name in list.split(separator: " ") { out[String(name)] = kind } }
        return out
    }()
}
