/// The system's own services: noise to most people, and what one looks for when port 53 is taken.
enum SystemPrograms {
    static let rules: [Rule] = [
        Rule(["systemd-resolved"], "systemd-resolved", "DNS resolver", .system),
        Rule(["dnsmasq"], "dnsmasq", "dnsmasq", .system) { $0.value("--conf-file", "-C") },
        Rule(
            [
                "unbound", "named", "stubby", "pdns_server", "pdns_recursor", "kresd", "dnscrypt-proxy", "pihole-FTL",
                "AdGuardHome", "smartdns",
            ],
            "dns-server", "DNS server", .system
        ) { $0.program },
        Rule(["avahi-daemon"], "avahi", "mDNS (Avahi)", .system),
        Rule(["cupsd", "cups-browsed", "ipp-usb", "lpd"], "cups", "Printing (CUPS)", .system),
        Rule(
            ["chronyd", "ntpd", "systemd-timesyncd", "ntpsec", "openntpd", "ptp4l"], "time-sync", "Time sync", .system
        ) { $0.program },
        Rule(
            [
                "dhclient", "dhcpcd", "udhcpc", "dhcpd", "kea-dhcp4", "systemd-networkd", "NetworkManager", "connmand",
                "iwd", "wpa_supplicant",
            ],
            "network-setup", "Network setup", .system
        ) { $0.program },
        Rule(["systemd", "init"]) { invocation in
            // The user's manager listens for units that are started on demand, as the system's does.
            let isUser = invocation.has("--user")
            return Recognition("systemd", "systemd", .system, isUser ? "user manager" : nil)
        },
        Rule(
            ["inetd", "xinetd", "tcpserver", "systemd-socket-proxyd", "systemd-socket-activate"], "inetd",
            "Socket activation", .system
        ) { $0.program },
        Rule(
            ["rpcbind", "rpc.statd", "rpc.mountd", "rpc.nfsd", "rpc.idmapd", "nfsdcld", "ganesha.nfsd"], "nfs", "NFS",
            .system
        ) { $0.program },
        Rule(
            ["smbd", "nmbd", "winbindd", "samba", "samba-dcerpcd", "wsdd2", "wsdd"], "samba", "File sharing (Samba)",
            .system
        ) { $0.program },
        Rule(["master", "exim4", "exim", "sendmail", "opensmtpd", "smtpd", "postfix", "qmgr"]) { mail($0) },
        Rule(["dovecot", "imap-login", "pop3-login", "cyrmaster"], "imap", "Mail store", .system) { $0.program },
        Rule(
            ["snmpd", "lldpd", "keepalived", "bird", "zebra", "bgpd", "ospfd", "frr"], "network-daemon",
            "Network daemon", .system
        ) { $0.program },
        Rule(["cockpit-ws", "cockpit-tls"], "cockpit", "Cockpit", .system),
        Rule(
            [
                "clamd", "freshclam", "fail2ban-server", "ossec-remoted", "auditd", "wazuh-agentd", "falcon-sensor",
                "osqueryd",
            ],
            "security", "Security service", .system
        ) { $0.program },
        Rule(
            [
                "amazon-ssm-agent", "google_guest_agent", "google_osconfig_agent", "waagent", "qemu-ga", "vmtoolsd",
                "VBoxService", "walinuxagent",
            ],
            "cloud-agent", "Cloud agent", .system
        ) { $0.program },
        Rule(
            [
                "snapd", "packagekitd", "fwupd", "unattended-upgr", "dbus-daemon", "dbus-broker", "polkitd", "udisksd",
                "accounts-daemon",
                "systemd-logind", "systemd-journald", "systemd-udevd", "systemd-journal-remote",
                "systemd-journal-gatewayd", "cron", "crond", "atd",
            ],
            "system", "System service", .system
        ) { $0.program },
        Rule(
            ["iscsid", "iscsiuio", "multipathd", "tgtd", "nbd-server", "ceph-mon", "ceph-osd", "glusterd", "drbd"],
            "storage", "Storage", .system
        ) { $0.program },
    ]

    /// Postfix's process is plainly called `master`; so may be anybody's.
    private static func mail(_ invocation: Invocation) -> Recognition? {
        guard invocation.program == "master" || invocation.program == "smtpd" || invocation.program == "qmgr" else {
            return Recognition("mail", "Mail server", .system, invocation.program)
        }
        let path = (invocation.facts.executable ?? "") + (invocation.facts.arguments.first ?? "")
        return path.holds("postfix") ? Recognition("mail", "Mail server", .system, "postfix") : nil
    }
}

/// What runs because somebody sits at the machine.
enum DesktopPrograms {
    static let rules: [Rule] = [
        Rule([
            "chrome", "chromium", "chromium-browser", "google-chrome", "brave", "msedge", "vivaldi", "opera",
            "headless_shell", "chrome-headless-shell",
        ]) { browser($0) },
        Rule(["firefox", "firefox-bin", "firefox-esr", "librewolf", "zen", "thunderbird"]) { firefox($0) },
        Rule(
            ["Xorg", "X", "Xwayland", "Xvfb", "Xephyr", "gnome-shell", "kwin_wayland", "sway", "weston"],
            "display-server", "Display server", .desktop
        ) {
            $0.words.first { $0.hasPrefix(":") }.map { "display \($0)" } ?? $0.program
        },
        Rule(
            [
                "Xtigervnc", "Xvnc", "x11vnc", "vncserver", "x0vncserver", "wayvnc", "krfb", "vino-server", "Xtightvnc",
                "turbovncserver",
            ], "vnc", "VNC", .desktop
        ) { $0.program },
        Rule(
            ["xrdp", "xrdp-sesman", "gnome-remote-desktop-daemon", "gnome-remote-de"], "remote-desktop",
            "Remote desktop", .desktop
        ) { $0.program },
        Rule(["tmux", "screen", "zellij"], "terminal-multiplexer", "Terminal multiplexer", .desktop) { $0.program },
        Rule(
            [
                "spotify", "slack", "discord", "Discord", "zoom", "teams", "obsidian", "1password", "1Password",
                "signal-desktop", "telegram-desktop", "dropbox",
                "steam", "steamwebhelper", "skypeforlinux", "element-desktop", "bitwarden", "nextcloud", "insync",
                "anydesk", "teamviewerd",
                "postman", "Postman", "insomnia", "dbeaver", "figma-linux", "obs",
            ], "desktop-app", "Desktop application", .desktop
        ) { $0.program },
        Rule(
            [
                "kdeconnectd", "pulseaudio", "pipewire", "pipewire-pulse", "wireplumber", "rygel", "minidlnad", "gvfsd",
                "gvfsd-http", "gvfsd-dnssd", "gvfsd-network", "bluetoothd", "geoclue",
                "gsd-sharing", "tracker-miner-fs-3", "evolution-source-registry", "goa-daemon", "akonadiserver",
                "mysqld_akonadi", "upowerd", "gdm", "sddm", "lightdm",
                "baloo_file", "plasmashell", "ModemManager", "speech-dispatcher", "barrier", "barriers", "synergys",
                "input-leaps",
            ],
            "desktop-service", "Desktop service", .desktop
        ) { $0.program },
        Rule(
            [
                "transmission-daemon", "transmission-gtk", "qbittorrent", "qbittorrent-nox", "deluged", "rtorrent",
                "aria2c",
            ], "torrent", "File transfer", .desktop
        ) { $0.program },
        Rule(
            [
                "jellyfin", "plexmediaserver", "Plex Media Server", "mpd", "kodi", "kodi.bin", "emby", "vlc",
                "icecast2", "navidrome",
            ], "media", "Media server", .desktop
        ) { $0.program },
    ]

    private static func browser(_ invocation: Invocation) -> Recognition {
        let titles = ["chromium": "Chromium", "chromium-browser": "Chromium", "brave": "Brave", "msedge": "Edge"]
        let title = titles[invocation.program] ?? "Chrome"
        if let text = invocation.value("--remote-debugging-port"), let port = UInt16(text),
            invocation.port == nil || invocation.port == port || port == 0
        {
            return Recognition(
                "chrome-devtools", "\(title) remote debugging", .debugger, invocation.value("--user-data-dir"))
        }
        return Recognition("browser", title, .desktop, invocation.value("--type"))
    }

    private static func firefox(_ invocation: Invocation) -> Recognition {
        let title = invocation.program.hasPrefix("thunderbird") ? "Thunderbird" : "Firefox"
        for option in [
            "--remote-debugging-port", "-remote-debugging-port", "--start-debugger-server", "-start-debugger-server",
        ] where invocation.has(option) {
            return Recognition(
                "firefox-debugging", "Firefox remote debugging", .debugger, invocation.value("--profile", "-profile"))
        }
        if invocation.has("--marionette", "-marionette") {
            return Recognition("firefox-marionette", "Firefox Marionette", .debugger)
        }
        return Recognition("browser", title, .desktop)
    }
}
