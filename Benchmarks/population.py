#!/usr/bin/env python3
"""Makes a population of sockets and processes on loopback, says READY, and keeps it until standard input ends.

    population.py LISTENERS CONNECTIONS PROCESSES FILES

Run it in a network namespace of its own. Every process holds its share of the listeners, both ends of its share of the
connections are spread over the processes, and FILES further descriptors. One small parent forks them all, so that a
thousand processes share most of their memory.
"""

import gc
import os
import resource
import signal
import socket
import struct
import sys


def shares(total: int, parts: int) -> list:
    """`total` split as evenly as it goes."""
    return [total // parts + (1 if i < total % parts else 0) for i in range(parts)]


def read_exactly(fd: int, count: int) -> bytes:
    data = b""
    while len(data) < count:
        piece = os.read(fd, count - len(data))
        if not piece:
            sys.exit("the other side of the population is gone")
        data += piece
    return data


def write_all(fd: int, data: bytes) -> None:
    while data:
        data = data[os.write(fd, data):]


def child(listeners: int, connections: list, files: int, report: int, orders: int) -> None:
    """One process: listen, report the ports, connect where told, accept, and stay."""
    keep = [os.open("/dev/null", os.O_RDONLY) for _ in range(files)]
    servers = []
    for i in range(listeners):
        # Of every eight two are IPv6, one of them at all addresses; one is IPv4 at all addresses.
        family, address = {0: (socket.AF_INET6, "::1"), 1: (socket.AF_INET6, "::"), 2: (socket.AF_INET, "0.0.0.0")}.get(
            i % 8, (socket.AF_INET, "127.0.0.1"))
        server = socket.socket(family, socket.SOCK_STREAM)
        server.bind((address, 0))
        server.listen(4096)
        server.setblocking(False)
        servers.append(server)
    packed = [struct.pack("<HB", s.getsockname()[1], s.getsockname()[0] == "::1") for s in servers]
    write_all(report, b"".join(packed))

    table = read_exactly(orders, 3 * connections[1])
    doors = [struct.unpack_from("<HB", table, 3 * i) for i in range(connections[1])]
    for i in range(connections[0]):
        port, is_v6 = doors[(connections[2] + i) % len(doors)]
        keep.append(socket.create_connection(("::1" if is_v6 else "127.0.0.1", port)))
    os.write(report, b"c")
    read_exactly(orders, 1)
    for server in servers:
        while True:
            try:
                keep.append(server.accept()[0])
            except BlockingIOError:
                break
    os.write(report, b"a")
    keep.append(servers)
    signal.pause()


def main() -> None:
    listeners, connections, processes, files = map(int, sys.argv[1:5])
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    # A collection in the children would touch, and so copy, every page they share.
    gc.disable()
    gc.freeze()
    try:
        with open("/proc/sys/net/ipv4/ip_local_port_range", "w") as file:
            file.write("1024 65535")
    except OSError:
        pass

    ears = shares(listeners, processes)
    arms = shares(connections, processes)
    children, started = [], 0
    for i in range(processes):
        report_read, report_write = os.pipe()
        orders_read, orders_write = os.pipe()
        pid = os.fork()
        if pid == 0:
            # The end of the parent, however it comes, is the end of the child.
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.close(report_read)
            os.close(orders_write)
            for _, far_read, far_write in children:
                os.close(far_read)
                os.close(far_write)
            null = os.open("/dev/null", os.O_RDONLY)
            os.dup2(null, 0)
            os.close(null)
            child(ears[i], [arms[i], listeners, started], files, report_write, orders_read)
            os._exit(0)
        os.close(report_write)
        os.close(orders_read)
        children.append((pid, report_read, orders_write))
        started += arms[i]

    try:
        table = b"".join(read_exactly(c[1], 3 * ears[i]) for i, c in enumerate(children))
        for _, _, orders in children:
            write_all(orders, table)
        for _, report, _ in children:
            read_exactly(report, 1)
        for _, _, orders in children:
            os.write(orders, b"g")
        for _, report, _ in children:
            read_exactly(report, 1)
        port, is_v6 = struct.unpack_from("<HB", table, 3 * (len(table) // 6))
        print(f"READY {port}", flush=True)
        sys.stdin.buffer.read()
    finally:
        for pid, _, _ in children:
            os.kill(pid, signal.SIGKILL)
        for pid, _, _ in children:
            os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
