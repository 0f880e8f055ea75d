#!/usr/bin/env python3
"""Makes about 300 sockets of every kind over 60 processes, the same for the same seed, and keeps them.

    population.py SEED FOLDER      FOLDER is for the Unix sockets

Run it in a network namespace of its own, as root. Prints READY when all is there; ends, with everything, when standard
input ends.
"""

import os
import random
import signal
import socket
import struct
import sys

PEOPLE = 40  # processes that open sockets; one in two shares some with a second process
V6ONLY = (socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)


def connect_to(address: tuple) -> socket.socket:
    """Without `socket.create_connection`, which loads modules that another user may not be allowed to read."""
    client = socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET, socket.SOCK_STREAM)
    client.connect(address)
    return client


def connect(server: socket.socket) -> socket.socket:
    return connect_to(server.getsockname())


class Person:
    """One process and what it does."""

    def __init__(self, number: int, dice: random.Random, folder: str):
        self.number, self.dice, self.folder = number, dice, folder
        self.kept = []
        self.serial = 0

    def keep(self, *sockets):
        self.kept += sockets
        return sockets[0]

    def listen(self, address: str, v6_only: bool = None, reuse: bool = False, port: int = 0, backlog: int = 16):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        server = socket.socket(family, socket.SOCK_STREAM)
        if v6_only is not None:
            server.setsockopt(*V6ONLY, int(v6_only))
        if reuse:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind((address, port))
        server.listen(backlog)
        return self.keep(server)

    def door(self):
        """A listener that connections of this process lead to."""
        return self.listen(self.dice.choice(["127.0.0.1", "::1"]))

    def unix_name(self) -> str:
        self.serial += 1
        return f"{self.folder}/{self.number}-{self.serial}"

    # What can be done; each makes one or a few sockets.

    def tcp_v4(self):
        self.listen(self.dice.choice(["127.0.0.1", "0.0.0.0", f"127.0.{self.number}.{self.dice.randrange(1, 255)}"]))

    def tcp_v6(self):
        self.listen("::1")

    def tcp_dual(self):
        self.listen("::", v6_only=False)

    def tcp_v6_only(self):
        self.listen("::", v6_only=True)

    def both_families(self):
        """`localhost` as two listeners of one process on one port."""
        while True:
            port = self.listen("127.0.0.1").getsockname()[1]
            try:
                self.listen("::1", port=port)
                return
            except OSError:  # somebody else's in the other family
                self.kept.pop().close()

    def reuseport_group(self):
        port = self.listen("127.0.0.1", reuse=True).getsockname()[1]
        for _ in range(self.dice.randrange(1, 4)):
            self.listen("127.0.0.1", reuse=True, port=port)

    def held_twice(self):
        self.keep(self.listen("127.0.0.1").dup())

    def udp(self):
        address = self.dice.choice(["127.0.0.1", "0.0.0.0", "::1", "::"])
        one = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM)
        if address == "::":
            one.setsockopt(*V6ONLY, self.dice.randrange(2))
        one.bind((address, 0))
        self.keep(one)

    def udp_connected(self):
        here, there = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        there.bind(("127.0.0.1", 0))
        here.connect(there.getsockname())
        self.keep(here, there)

    def established_inside(self):
        server = self.door()
        client = connect(server)
        self.keep(client, server.accept()[0])

    def unread(self):
        server = self.door()
        client = connect(server)
        client.sendall(b"x" * self.dice.randrange(1, 5000))
        self.keep(client, server.accept()[0])

    def close_wait(self):
        """The far end said that it is done; this end was told and does nothing."""
        server = self.door()
        client = connect(server)
        accepted = server.accept()[0]
        client.shutdown(socket.SHUT_WR)
        self.keep(client, accepted)

    def orphaned(self):
        """FIN_WAIT2 without a process, opposite CLOSE_WAIT."""
        server = self.door()
        client = connect(server)
        self.keep(server.accept()[0])
        client.close()

    def not_accepted(self):
        server = self.door()
        for _ in range(self.dice.randrange(1, 4)):
            self.keep(connect(server))

    def bound_only(self):
        one = socket.socket(self.dice.choice([socket.AF_INET, socket.AF_INET6]), socket.SOCK_STREAM)
        one.bind(("127.0.0.1" if one.family == socket.AF_INET else "::1", 0))
        self.keep(one)

    def unbound(self):
        """In no table at all: /proc shows it, nothing else does."""
        self.keep(socket.socket())

    def unix_listener(self):
        name = self.dice.choice([self.unix_name(), "\0" + self.unix_name()])
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.bind(name)
        server.listen(5)
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        client.connect(name)
        self.keep(server, client, server.accept()[0])

    def unix_datagram(self):
        one = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        one.bind(self.unix_name())
        self.keep(one)

    def unix_pair(self):
        self.keep(*socket.socketpair())

    KINDS = [
        tcp_v4, tcp_v6, tcp_dual, tcp_v6_only, both_families, reuseport_group, held_twice, udp, udp_connected,
        established_inside, unread, close_wait, orphaned, not_accepted, bound_only, unbound, unix_listener,
        unix_datagram, unix_pair,
    ]

    # What a second process shares, by fork or by descriptor passing.

    def share(self, say) -> None:
        shared = self.listen("127.0.0.1")
        how = self.dice.choice(["fork", "pass", "connect"])
        pair = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            if how == "fork":
                for other in self.kept:
                    if other is not shared:
                        other.close()
                self.kept = [shared]
            else:
                for other in self.kept:
                    other.close()
                self.kept = []
                if how == "pass":
                    _, fds, _, _ = socket.recv_fds(pair[1], 1, 1)
                    self.kept = [socket.socket(fileno=fds[0])]
                else:
                    port = struct.unpack("!H", pair[1].recv(2))[0]
                    self.kept = [connect_to(("127.0.0.1", port)) for _ in range(3)]
            pair[0].close()
            pair[1].close()
            say("ready")
        if how == "pass":
            socket.send_fds(pair[0], [b"x"], [shared.fileno()])
        elif how == "connect":
            pair[0].send(struct.pack("!H", shared.getsockname()[1]))
            self.keep(*[shared.accept()[0] for _ in range(3)])
        pair[0].close()
        pair[1].close()


def stay() -> None:
    while True:
        signal.pause()


def main() -> None:
    seed, folder = int(sys.argv[1]), sys.argv[2]
    dice = random.Random(seed)
    os.umask(0)
    os.chmod(folder, 0o777)
    # A deck rather than dice: every kind is there whatever the seed.
    deck = Person.KINDS * (PEOPLE * 3 // len(Person.KINDS) + 1)
    dice.shuffle(deck)
    hands = [deck[i::PEOPLE] for i in range(PEOPLE)]
    sharers = set(dice.sample(range(PEOPLE), 20))
    mouth_out, mouth_in = os.pipe()
    leader = os.getpid()

    def say(word: str) -> None:
        """Reports, and stays until the group is ended."""
        os.write(mouth_in, word.encode() + b"\n")
        stay()

    # One process group, so that one signal ends every process, those forked by others too.
    if os.getpgrp() != leader:
        os.setpgid(0, 0)
    for number in range(PEOPLE):
        seed_of_one = dice.random()
        if os.fork() == 0:
            null = os.open("/dev/null", os.O_RDWR)
            os.dup2(null, 0)
            os.dup2(null, 1)
            person = Person(number, random.Random(seed_of_one), folder)
            if number % 8 == 7:
                # Another user's process, as root sees it.
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            for kind in hands[number]:
                kind(person)
            if number in sharers:
                person.share(say)
            say("ready")

    os.close(mouth_in)
    count = b""
    while count.count(b"\n") < PEOPLE + len(sharers):
        piece = os.read(mouth_out, 4096)
        if not piece:
            sys.exit("a process of the population ended early")
        count += piece
    print("READY", flush=True)
    sys.stdin.buffer.read()
    os.killpg(leader, signal.SIGKILL)


if __name__ == "__main__":
    main()
