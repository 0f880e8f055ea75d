"""What is for sale. With Flask where it is installed, else with Python's own server: the same answers.

The second port is the operator's: it tells what the service was given.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST, PORT, DEBUG_PORT = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
GOODS = "SELECT coalesce(json_agg(goods ORDER BY name), '[]') FROM goods"


def query(statement):
    """One value from the database. psql comes with PostgreSQL, so that no client library is needed."""
    words = ["psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", statement, os.environ["DATABASE_URL"]]
    return subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True, timeout=10).stdout


def answers(host, port, sent, expected):
    """Whether a server there speaks its protocol; no client library is needed for that."""
    with socket.create_connection((host, int(port)), timeout=2) as connection:
        connection.sendall(sent)
        return connection.recv(64).startswith(expected)


def health():
    # PostgreSQL answers its SSLRequest with N or S, Redis a PING with +PONG.
    database = answers(os.environ["DB_HOST"], os.environ["DB_PORT"], b"\0\0\0\x08\x04\xd2\x16\x2f", (b"N", b"S"))
    cache = answers(os.environ["CACHE_HOST"], os.environ["CACHE_PORT"], b"PING\r\n", b"+PONG")
    return database and cache


def page(path):
    """Status and what is told, for a path."""
    if path == "/goods":
        return 200, json.loads(query(GOODS))
    if path == "/health":
        good = health()
        return (200 if good else 503), {"healthy": good}
    return 404, {"error": f"nothing at {path}"}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, document = self.server.page(self.path)
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *arguments):
        print(format % arguments, flush=True)


def serve(port, page):
    server = ThreadingHTTPServer((HOST, port), Handler)
    server.page = page
    return server


given = {name: os.environ.get(name) for name in ("DATABASE_URL", "OSTIA_STACK", "OSTIA_SERVICE", "PORT")}
debug = serve(DEBUG_PORT, lambda path: (200, given))
threading.Thread(target=debug.serve_forever, daemon=True).start()

try:
    from flask import Flask, jsonify

    app = Flask(__name__)

    @app.get("/<path:path>")
    def answer(path):
        status, document = page("/" + path)
        return jsonify(document), status

    print(f"Flask on {HOST}:{PORT}, database {os.environ['DATABASE_URL']}", flush=True)
    app.run(HOST, PORT)
except ImportError:
    print(f"http.server on {HOST}:{PORT}, database {os.environ['DATABASE_URL']}", flush=True)
    serve(PORT, page).serve_forever()
