import Testing

@testable import Diagnosis

@Suite("Pages of tools")
struct ToolPageTests {
    @Test("Compose with three services")
    func compose() {
        Page.expect(
            "connection-refused 172.18.0.3 5432",
            #"""
            [+] Running 3/3
             ✔ Container app-redis-1  Started                                          0.3s
             ✔ Container app-db-1     Started                                          0.4s
             ✔ Container app-api-1    Started                                          0.5s
            Attaching to api-1, db-1, redis-1
            redis-1  | 1:C 05 Jan 2026 10:00:00.000 * Redis version=7.2.4, bits=64, commit=00000000, modified=0, pid=1, just started
            redis-1  | 1:M 05 Jan 2026 10:00:00.001 * Running mode=standalone, port=6379.
            db-1     | 2026-01-05 10:00:00.100 UTC [1] LOG:  starting PostgreSQL 16.2 on x86_64-pc-linux-musl
            api-1    | 2026/01/05 10:00:00 connecting to database
            api-1    | 2026/01/05 10:00:00 failed to connect to `host=db user=app database=app`: dial error (dial tcp 172.18.0.3:5432: connect: connection refused)
            db-1     | 2026-01-05 10:00:01.100 UTC [1] LOG:  listening on IPv4 address "0.0.0.0", port 5432
            db-1     | 2026-01-05 10:00:01.200 UTC [1] LOG:  database system is ready to accept connections
            api-1 exited with code 1
            """#)
    }

    @Test("Compose with a taken port")
    func composePort() {
        Page.expect(
            "address-in-use 0.0.0.0 5432",
            #"""
            [+] Running 1/2
             ✔ Network app_default  Created                                            0.1s
             ⠿ Container app-db-1   Starting                                           0.3s
            Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint app-db-1 (0c4f1d): failed to bind host port for 0.0.0.0:5432:172.18.0.2:5432/tcp: address already in use
            """#)
    }

    @Test("A browser console")
    func console() {
        Page.expect(
            "connection-refused localhost 8000",
            #"""
            [vite] connected.
            Download the React DevTools for a better development experience: https://react.dev/link/react-devtools
            App.tsx:21 GET http://localhost:8000/api/todos net::ERR_CONNECTION_REFUSED
            load @ App.tsx:21
            (anonymous) @ App.tsx:34
            App.tsx:26 Uncaught (in promise) TypeError: Failed to fetch
                at load (App.tsx:21:17)
                at App.tsx:34:5
            WebSocket connection to 'ws://localhost:5173/' failed:
            [vite] server connection lost. Polling for restart...
            """#)
    }

    @Test("The error log of nginx")
    func nginx() {
        Page.expect(
            "connection-refused 127.0.0.1 3000",
            #"""
            2026/01/05 10:00:00 [notice] 1#1: using the "epoll" event method
            2026/01/05 10:00:00 [notice] 1#1: nginx/1.25.3
            2026/01/05 10:00:00 [notice] 1#1: start worker processes
            2026/01/05 10:00:07 [error] 29#29: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 172.18.0.1, server: localhost, request: "GET / HTTP/1.1", upstream: "http://127.0.0.1:3000/", host: "localhost:8080"
            2026/01/05 10:00:07 [error] 29#29: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 172.18.0.1, server: localhost, request: "GET /favicon.ico HTTP/1.1", upstream: "http://127.0.0.1:3000/favicon.ico", host: "localhost:8080", referrer: "http://localhost:8080/"
            172.18.0.1 - - [05/Jan/2026:10:00:07 +0000] "GET / HTTP/1.1" 502 559 "-" "Mozilla/5.0"
            """#)
    }

    @Test("Gradle")
    func gradle() {
        Page.expect(
            "connection-refused 127.0.0.1 8081",
            #"""
            > Task :app:compileJava FAILED

            FAILURE: Build failed with an exception.

            * What went wrong:
            Execution failed for task ':app:compileJava'.
            > Could not resolve all files for configuration ':app:compileClasspath'.
               > Could not resolve com.example:lib:1.0.
                 Required by:
                     project :app
                  > Could not resolve com.example:lib:1.0.
                     > Could not get resource 'http://localhost:8081/repository/maven-public/com/example/lib/1.0/lib-1.0.pom'.
                        > Could not GET 'http://localhost:8081/repository/maven-public/com/example/lib/1.0/lib-1.0.pom'.
                           > Connect to 127.0.0.1:8081 [/127.0.0.1] failed: Connection refused

            * Try:
            > Run with --stacktrace option to get the stack trace.

            BUILD FAILED in 2s
            """#)
    }

    @Test("pytest")
    func pytest() {
        Page.expect(
            "connection-refused localhost 6379",
            #"""
            ============================= test session starts ==============================
            platform linux -- Python 3.12.3, pytest-8.1.1, pluggy-1.5.0
            rootdir: /app
            collected 12 items

            tests/test_cache.py F...........                                         [100%]

            =================================== FAILURES ===================================
            __________________________________ test_set ____________________________________

            self = <redis.connection.Connection(host=localhost,port=6379,db=0)>

                def connect(self):
                    "Connects to the Redis server if not already connected"
                    try:
            >           sock = self.retry.call_with_retry(
            E           redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.

            /usr/lib/python3.12/site-packages/redis/connection.py:283: ConnectionError
            =========================== short test summary info ============================
            FAILED tests/test_cache.py::test_set - redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.
            ========================= 1 failed, 11 passed in 0.42s =========================
            """#)
    }

    @Test("Playwright")
    func playwright() {
        Page.expect(
            "connection-refused localhost 3000",
            #"""
            Running 2 tests using 1 worker

              ✘  1 [chromium] › tests/home.spec.ts:3:5 › has title (312ms)
              ✓  2 [chromium] › tests/about.spec.ts:3:5 › about (12ms)

              1) [chromium] › tests/home.spec.ts:3:5 › has title ───────────────────────────

                Error: page.goto: net::ERR_CONNECTION_REFUSED at http://localhost:3000/
                Call log:
                  - navigating to "http://localhost:3000/", waiting until "load"

                  2 |
                  3 | test('has title', async ({ page }) => {
                > 4 |   await page.goto('http://localhost:3000/');
                    |              ^
                    at /app/tests/home.spec.ts:4:14

              1 failed
                [chromium] › tests/home.spec.ts:3:5 › has title
              1 passed (1.9s)

              Serving HTML report at http://localhost:9323. Press Ctrl+C to quit.
            """#)
    }

    @Test("kubectl")
    func kubectl() {
        Page.expect(
            "connection-refused 127.0.0.1 6443",
            #"""
            E0105 10:00:00.000001   12345 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: Get \"https://127.0.0.1:6443/api?timeout=32s\": dial tcp 127.0.0.1:6443: connect: connection refused"
            E0105 10:00:00.000002   12345 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: Get \"https://127.0.0.1:6443/api?timeout=32s\": dial tcp 127.0.0.1:6443: connect: connection refused"
            The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?
            """#)
    }

    @Test("kubectl describe")
    func kubectlDescribe() {
        Page.expect(
            "connection-refused 10.244.0.7 8080",
            #"""
            Events:
              Type     Reason     Age                From               Message
              ----     ------     ----               ----               -------
              Normal   Scheduled  60s                default-scheduler  Successfully assigned default/api-7d4b9 to minikube
              Normal   Pulled     59s                kubelet            Container image "api:1" already present on machine
              Warning  Unhealthy  9s (x5 over 49s)   kubelet            Readiness probe failed: Get "http://10.244.0.7:8080/healthz": dial tcp 10.244.0.7:8080: connect: connection refused
              Warning  BackOff    5s (x3 over 30s)   kubelet            Back-off restarting failed container api in pod api-7d4b9_default
            """#)
    }

    @Test("Three services, one cause")
    func twoServices() {
        Page.expect(
            "address-in-use 0.0.0.0 6379",
            #"""
            web-1    | Error: connect ECONNREFUSED 172.18.0.2:6379
            web-1    |     at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {
            web-1    |   errno: -111,
            web-1    |   code: 'ECONNREFUSED',
            web-1    |   syscall: 'connect',
            web-1    |   address: '172.18.0.2',
            web-1    |   port: 6379
            web-1    | }
            worker-1 | redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused.
            redis-1  | 1:M 05 Jan 2026 10:00:00.000 # Warning: Could not create server TCP listening socket 0.0.0.0:6379: bind: Address already in use
            redis-1  | 1:M 05 Jan 2026 10:00:00.001 # Failed listening on port 6379 (TCP), aborting.
            redis-1 exited with code 1
            """#)
    }
}
