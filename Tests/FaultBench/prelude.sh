# Functions for the set-up part of a case. Sourced in fresh network, mount and pid namespaces, as root, /tmp empty.

export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$(echo /usr/lib/postgresql/*/bin)
export HOME=$(getent passwd 0 | cut -d: -f6) LANG=C.UTF-8
export XDG_RUNTIME_DIR=/tmp/.xdg/run XDG_STATE_HOME=/tmp/.xdg/state XDG_CONFIG_HOME=/tmp/.xdg/config
# What the person who starts the bench happens to have set is not part of a case.
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY
unset CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE NODE_EXTRA_CA_CERTS
unset NODE_OPTIONS JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS DOCKER_HOST DOCKER_CONTEXT KUBECONFIG
mkdir -p -m 700 $XDG_RUNTIME_DIR $XDG_STATE_HOME $XDG_CONFIG_HOME
chmod 1777 /tmp
cd /tmp

NOBODY='setpriv --reuid=65534 --regid=65534 --clear-groups'
SSH='ssh -i /tmp/k/h -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR'

# as UID COMMAND…: as that user, without root's groups
as() {
    local uid=$1
    shift
    setpriv --reuid="$uid" --regid="$uid" --clear-groups "$@"
}

# up PORT [udp]: wait (8 s at most) until something listens there
up() {
    local i
    for i in $(seq 160); do
        ss -Hln${2:+u} "sport = :$1" 2>/dev/null | grep -q . && return 0
        sleep .05
    done
    echo "set-up: nothing came up on $1" >&2
    return 1
}

# until_true COMMAND…: wait (8 s at most) until the command succeeds
until_true() {
    local i
    for i in $(seq 160); do
        "$@" >/dev/null 2>&1 && return 0
        sleep .05
    done
    echo "set-up: never true: $*" >&2
    return 1
}

# bg [as UID] COMMAND…: in the background, quiet; $! is the pid of the command itself
bg() {
    [ "$1" != as ] || set -- setpriv --reuid="$2" --regid="$2" --clear-groups "${@:3}"
    "$@" >/tmp/.bg.log 2>&1 &
}

# py CODE [ARGUMENT…]: Python in the background
py() { python3 -c "$1" "${@:2}" >/tmp/.py.log 2>&1 & }

# server [ARGUMENT…] <<'E': a Python server program from a here-document; its pid is $SP
server() {
    cat >/tmp/server.py
    python3 /tmp/server.py "$@" >/tmp/.server.log 2>&1 &
    SP=$!
}

# web ADDRESS PORT [DIRECTORY]: a plain HTTP server; its pid is $WEB
web() {
    (cd "${3:-/tmp}" && exec python3 -m http.server "$2" --bind "$1") >/dev/null 2>&1 &
    local pid=$!
    up "$2"
    WEB=$pid
}

# lan: a second interface with 192.168.50.7
lan() {
    ip link add d0 type veth peer name d1
    ip addr add 192.168.50.7/24 dev d0
    ip link set d0 up
    ip link set d1 up
}

# hosts TEXT, nss SOURCES, resolver TEXT: /etc/hosts, the order of name sources, /etc/resolv.conf
hosts() {
    printf "$1" >/tmp/.hosts
    mount --bind /tmp/.hosts /etc/hosts
}
nss() {
    echo "hosts: $1" >/tmp/.nss
    mount --bind /tmp/.nss /etc/nsswitch.conf
}
resolver() {
    # Often a link into /run, which is empty here.
    local file=$(readlink -m /etc/resolv.conf)
    [ -e "$file" ] || { mkdir -p "${file%/*}" && : >"$file"; }
    printf "$1" >/tmp/.resolv
    mount --bind /tmp/.resolv /etc/resolv.conf
}

# fw input|output RULE…: one nftables rule in a chain of its own
fw() {
    nft add table inet fw
    nft add chain inet fw "$1" "{ type filter hook $1 priority 0; }"
    nft add rule inet fw "$1" "${@:2}"
}

# nginx_up PORT TEXT: nginx with that text in its http block
nginx_up() {
    printf 'error_log /tmp/e.log;pid /tmp/n.pid;events{}\nhttp{access_log off;%s}\n' "$2" >/tmp/n.conf
    nginx -c /tmp/n.conf
    up "$1"
}

# How every certificate gets its key.
KEY='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'

# cert NAME SAN: /tmp/c.pem and /tmp/k.pem, self-signed
cert() {
    openssl req -x509 $KEY -keyout /tmp/k.pem -out /tmp/c.pem -days 30 -subj "/CN=$1" \
        -addext "subjectAltName=$2" 2>/dev/null
}

# dated START END: the same for localhost, valid between the two times only
dated() {
    (
        cd /tmp
        openssl req $KEY -keyout k.pem -out r.csr -subj /CN=localhost \
            -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" 2>/dev/null
        mkdir -p ca
        : >ca/i
        echo 01 >ca/s
        printf '[ca]\ndefault_ca=d\n[d]\nnew_certs_dir=ca\ndatabase=ca/i\nserial=ca/s\ndefault_md=sha256\n' >ca/c
        printf 'policy=p\ncopy_extensions=copy\n[p]\ncommonName=supplied\n' >>ca/c
        openssl ca -batch -config ca/c -selfsign -keyfile k.pem -in r.csr -out c.pem \
            -startdate "$1" -enddate "$2" >/dev/null 2>&1
    )
}

# localca: a private CA in /tmp/ca.pem and a leaf for localhost signed by it
localca() {
    (
        cd /tmp
        openssl req -x509 $KEY -keyout ca.key -out ca.pem -days 30 -subj "/CN=dev CA" \
            -addext "keyUsage=critical,keyCertSign" 2>/dev/null
        openssl req $KEY -keyout k.pem -out r.csr -subj /CN=localhost 2>/dev/null
        printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >x
        openssl x509 -req -in r.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile x -days 9 -out c.pem 2>/dev/null
    )
}

# tls PORT [mtls]: HTTPS with /tmp/c.pem
tls() {
    cat >/tmp/ts.py <<'E'
import http.server, ssl, sys
s = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler)
c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
c.load_cert_chain("/tmp/c.pem", "/tmp/k.pem")
if len(sys.argv) > 2:
    c.verify_mode = ssl.CERT_REQUIRED
    c.load_verify_locations("/tmp/c.pem")
s.socket = c.wrap_socket(s.socket, server_side=True, do_handshake_on_connect=False)
s.serve_forever()
E
    python3 /tmp/ts.py "$@" 2>/dev/null &
    up "$1"
}

# java_sleeper: class W that prints and sleeps
java_sleeper() {
    (
        cd /tmp
        printf 'public class W{public static void main(String[] a)throws Exception{' >W.java
        printf 'System.out.println("main running");Thread.sleep(40000);}}' >>W.java
        javac W.java
    )
}

# postgres_up ADDRESS [AUTH [PASSWORD-FILE [OPTIONS]]]
postgres_up() {
    mkdir -p /tmp/pg
    chown nobody /tmp/pg
    $NOBODY initdb -D /tmp/pg/d -A "${2:-trust}" -U app ${3:+--pwfile=$3} >/dev/null 2>&1
    $NOBODY pg_ctl -w -D /tmp/pg/d -o "-k /tmp/pg -c listen_addresses='$1' ${4:-}" -l /tmp/pg/log start >/dev/null
}

# mariadb_up PORT [OPTION…]: MariaDB on 127.0.0.1, its data and socket below /tmp/my
mariadb_up() {
    mkdir -p /tmp/my
    chown nobody /tmp/my
    $NOBODY mariadb-install-db --no-defaults --datadir=/tmp/my/d --auth-root-authentication-method=normal \
        --skip-test-db >/tmp/my.log 2>&1
    bg $NOBODY mariadbd --no-defaults --datadir=/tmp/my/d --socket=/tmp/my/s --pid-file=/tmp/my/pid --port="$1" \
        --bind-address=127.0.0.1 "${@:2}"
    until_true test -S /tmp/my/s
}

# sshd_up PORT: an SSH server and the key for it; log in with $SSH -p PORT root@127.0.0.1
sshd_up() {
    mkdir -p /run/sshd /tmp/k
    ssh-keygen -qt ed25519 -N '' -f /tmp/k/h <<<y >/dev/null
    cp /tmp/k/h.pub /tmp/k/ak
    chmod 600 /tmp/k/*
    /usr/sbin/sshd -p "$1" -h /tmp/k/h -o AuthorizedKeysFile=/tmp/k/ak -o StrictModes=no -o PidFile=none \
        -o UsePAM=no -o PermitRootLogin=yes -E /tmp/k/log
    up "$1"
}

# cgroup [CONTROLLER]: a new control group, in $CGROUP; the runner removes it
cgroup() {
    local root=/sys/fs/cgroup
    mountpoint -q $root/unified && root=$root/unified
    if [ -n "$1" ] && [ -d "/sys/fs/cgroup/$1" ]; then
        root=/sys/fs/cgroup/$1
    elif [ -n "$1" ]; then
        echo "+$1" >$root/cgroup.subtree_control
    fi
    CGROUP=$(mktemp -d $root/app-XXXXXX)
    # As open as the kernel and systemd make them.
    chmod 755 "$CGROUP"
    echo "$CGROUP" >>"$BENCH_OUT/cgroups"
}

# bpf_deny KIND…: a BPF program in $CGROUP that says no, as systemd's SocketBindDeny= and IPAddressDeny= do.
# The kinds are numbers of enum bpf_attach_type: 0 and 1 packets in and out, 8 and 9 bind, 10 and 11 connect (IPv4 and
# IPv6).
bpf_deny() {
    python3 - "$CGROUP" "$@" <<'E'
import ctypes, os, platform, struct, sys

NUMBER = {"x86_64": 321, "aarch64": 280}[platform.machine()]
LOAD, ATTACH, CGROUP_SKB, CGROUP_SOCK_ADDR = 5, 8, 8, 18

def bpf(command, attributes):
    result = ctypes.CDLL(None, use_errno=True).syscall(NUMBER, command, attributes, len(attributes))
    if result < 0:
        sys.exit(f"set-up: bpf: {os.strerror(ctypes.get_errno())}")
    return result

# r0 = 0; exit
code = ctypes.create_string_buffer(struct.pack("<BBhiBBhi", 0xB7, 0, 0, 0, 0x95, 0, 0, 0))
licence = ctypes.create_string_buffer(b"GPL")
group = os.open(sys.argv[1], os.O_RDONLY)
for kind in map(int, sys.argv[2:]):
    program = bpf(LOAD, struct.pack(
        "<IIQQIIQII16sII", CGROUP_SKB if kind < 2 else CGROUP_SOCK_ADDR, 2,
        ctypes.addressof(code), ctypes.addressof(licence), 0, 0, 0, 0, 0, b"", 0, kind))
    bpf(ATTACH, struct.pack("<IIII", group, program, kind, 0))
E
}

# docker_up [OPTION…]: a private Docker engine in this namespace with a tiny image "bb" (busybox: httpd, sleep, sh)
docker_up() {
    mkdir -p /run/dk /tmp/.dk
    dockerd --data-root /tmp/.dk --exec-root /run/dk --storage-driver vfs -H unix:///run/dk/docker.sock \
        --pidfile /run/dk/pid "$@" >/tmp/.dockerd.log 2>&1 &
    export DOCKER_HOST=unix:///run/dk/docker.sock
    local i x
    for i in $(seq 60); do
        docker version >/dev/null 2>&1 && break
        sleep .3
    done
    mkdir -p /tmp/rfs/bin /tmp/rfs/www /tmp/rfs/tmp /tmp/rfs/etc
    cp "$(command -v busybox)" /tmp/rfs/bin/busybox
    for x in sh httpd nc sleep wget ip; do ln -sf busybox /tmp/rfs/bin/$x; done
    echo hello >/tmp/rfs/www/index.html
    tar -C /tmp/rfs -c . | docker import - bb >/dev/null
}

# run_bb OPTION… bb COMMAND…: a container in the background
run_bb() {
    # Its identifier is written down before it has a control group.
    local id=$(docker create "$@")
    echo "$id" >>"$BENCH_OUT/cgroups"
    docker start "$id" >/dev/null
    sleep 1
}
