import Testing

@testable import Diagnosis

@Suite("Pages of clients")
struct ClientPageTests {
    @Test("Node.js with a cause of several errors")
    func nodeFetch() {
        Page.expect(
            "connection-refused ::1 3001",
            #"""
            > web@1.0.0 dev
            > node server.js

            Server listening on http://localhost:3000
            node:internal/deps/undici/undici:13178
                  Error.captureStackTrace(err);
                        ^

            TypeError: fetch failed
                at node:internal/deps/undici/undici:13178:13
                at process.processTicksAndRejections (node:internal/process/task_queues:95:5)
                at async load (/app/server.js:14:15) {
              [cause]: AggregateError [ECONNREFUSED]:
                  at internalConnectMultiple (node:net:1117:18)
                  at afterConnectMultiple (node:net:1684:7) {
                code: 'ECONNREFUSED',
                [errors]: [
                  Error: connect ECONNREFUSED ::1:3001
                      at createConnectionError (node:net:1647:14)
                      at afterConnectMultiple (node:net:1677:16) {
                    errno: -111,
                    code: 'ECONNREFUSED',
                    syscall: 'connect',
                    address: '::1',
                    port: 3001
                  },
                  Error: connect ECONNREFUSED 127.0.0.1:3001
                      at createConnectionError (node:net:1647:14)
                      at afterConnectMultiple (node:net:1677:16) {
                    errno: -111,
                    code: 'ECONNREFUSED',
                    syscall: 'connect',
                    address: '127.0.0.1',
                    port: 3001
                  }
                ]
              }
            }

            Node.js v20.11.1
            """#)
    }

    @Test("Python with chained exceptions")
    func pythonChained() {
        Page.expect(
            "connection-refused localhost 8001",
            #"""
            Traceback (most recent call last):
              File "/usr/lib/python3.12/site-packages/urllib3/connection.py", line 198, in _new_conn
                sock = connection.create_connection(
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              File "/usr/lib/python3.12/site-packages/urllib3/util/connection.py", line 73, in create_connection
                sock.connect(sa)
            ConnectionRefusedError: [Errno 111] Connection refused

            The above exception was the direct cause of the following exception:

            Traceback (most recent call last):
              File "/usr/lib/python3.12/site-packages/urllib3/connectionpool.py", line 793, in urlopen
                response = self._make_request(
            urllib3.exceptions.NewConnectionError: <urllib3.connection.HTTPConnection object at 0x7f8a1c>: Failed to establish a new connection: [Errno 111] Connection refused

            The above exception was the direct cause of the following exception:

            Traceback (most recent call last):
              File "/app/main.py", line 5, in <module>
                print(requests.get("http://localhost:8001/items").json())
            requests.exceptions.ConnectionError: HTTPConnectionPool(host='localhost', port=8001): Max retries exceeded with url: /items (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f8a1c>: Failed to establish a new connection: [Errno 111] Connection refused'))
            """#)
    }

    @Test("Celery that tries again")
    func celery() {
        Page.expect(
            "connection-refused 127.0.0.1 5672",
            #"""
             -------------- celery@host v5.3.6 (emerald-rush)
            --- ***** -----
            - *** --- * ---
            - ** ---------- [config]
            - ** ---------- .> transport:   amqp://guest:**@localhost:5672//
            - ** ---------- .> results:     redis://localhost:6379/0
            [2026-01-05 10:00:00,123: ERROR/MainProcess] consumer: Cannot connect to amqp://guest:**@127.0.0.1:5672//: [Errno 111] Connection refused.
            Trying again in 2.00 seconds... (1/100)

            [2026-01-05 10:00:02,456: ERROR/MainProcess] consumer: Cannot connect to amqp://guest:**@127.0.0.1:5672//: [Errno 111] Connection refused.
            Trying again in 4.00 seconds... (2/100)
            """#)
    }

    @Test("Rust with a chain of causes")
    func rustAnyhow() {
        Page.expect(
            "connection-refused 127.0.0.1 8080",
            #"""
            Error: could not load the configuration

            Caused by:
                0: error sending request for url (http://127.0.0.1:8080/config)
                1: client error (Connect)
                2: tcp connect error
                3: Connection refused (os error 111)

            Stack backtrace:
               0: anyhow::error::<impl core::convert::From<E> for anyhow::Error>::from
            """#)
    }

    @Test("An SSH tunnel")
    func sshTunnel() {
        Page.expect(
            "address-in-use 127.0.0.1 5432",
            #"""
            bind [127.0.0.1]:5432: Address already in use
            channel_setup_fwd_listener_tcpip: cannot listen to port: 5432
            Could not request local forwarding.
            Welcome to Ubuntu 24.04 LTS (GNU/Linux 6.8.0-31-generic x86_64)
            """#)
    }

    @Test("Java with TLS at the bottom")
    func nested() {
        Page.expect(
            "tls-mismatch localhost 8443",
            #"""
            javax.ws.rs.ProcessingException: jakarta.ws.rs.ProcessingException: could not reach https://localhost:8443/api
            	at org.example.Client.call(Client.java:20)
            Caused by: javax.net.ssl.SSLException: Unsupported or unrecognized SSL message
            	at java.base/sun.security.ssl.SSLSocketInputRecord.handleUnknownRecord(SSLSocketInputRecord.java:455)
            	... 9 more
            """#)
    }

    @Test("psql with two addresses")
    func psql() {
        Page.expect(
            "connection-refused ::1 5433",
            #"""
            psql: error: connection to server at "localhost" (::1), port 5433 failed: Connection refused
            	Is the server running on that host and accepting TCP/IP connections?
            connection to server at "localhost" (127.0.0.1), port 5433 failed: Connection refused
            	Is the server running on that host and accepting TCP/IP connections?
            """#)
    }

    @Test("curl -v")
    func curlV() {
        Page.expect(
            "connection-refused ::1 3000",
            #"""
            * Host localhost:3000 was resolved.
            * IPv6: ::1
            * IPv4: 127.0.0.1
            *   Trying [::1]:3000...
            * connect to ::1 port 3000 from ::1 port 41234 failed: Connection refused
            *   Trying 127.0.0.1:3000...
            * connect to 127.0.0.1 port 3000 from 127.0.0.1 port 41236 failed: Connection refused
            * Failed to connect to localhost port 3000 after 0 ms: Couldn't connect to server
            * Closing connection
            curl: (7) Failed to connect to localhost port 3000 after 0 ms: Couldn't connect to server
            """#)
    }

    @Test("Python, exception upon exception")
    func jupyterChained() {
        Page.expect(
            "timeout localhost 9200",
            #"""
            Traceback (most recent call last):
              File "/app/.venv/lib/python3.12/site-packages/urllib3/connectionpool.py", line 534, in _make_request
                response = conn.getresponse()
            TimeoutError: timed out

            The above exception was the direct cause of the following exception:

            urllib3.exceptions.ReadTimeoutError: HTTPConnectionPool(host='localhost', port=9200): Read timed out. (read timeout=10)

            During handling of the above exception, another exception occurred:

            requests.exceptions.ReadTimeout: HTTPConnectionPool(host='localhost', port=9200): Read timed out. (read timeout=10)
            """#)
    }

    @Test("gRPC in Python")
    func grpcPy() {
        Page.expect(
            "connection-refused 127.0.0.1 50051",
            #"""
            Traceback (most recent call last):
              File "/app/client.py", line 9, in <module>
                stub.SayHello(helloworld_pb2.HelloRequest(name="you"))
            grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with:
            	status = StatusCode.UNAVAILABLE
            	details = "failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:50051: Failed to connect to remote host: Connection refused"
            	debug_error_string = "UNKNOWN:Error received from peer  {created_time:"2026-01-05T10:00:00.000000+00:00", grpc_status:14, grpc_message:"failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:50051: Failed to connect to remote host: Connection refused"}"
            >
            """#)
    }
}
