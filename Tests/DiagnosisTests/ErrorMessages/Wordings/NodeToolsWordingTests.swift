import Testing

@testable import Diagnosis

@Suite("Wordings: NodeTools")
struct NodeToolsWordingTests {
    @Test("Tools of Node.js")
    func nodeTools() {
        Wording.expect(
            #"""
            connect-failed - - | [vite] http proxy error
            connect-failed - - | [vite] ws proxy error
            connect-failed - - | http proxy error at
            connect-failed - - | http proxy error:
            connect-failed - - | ws proxy error
            connect-failed - - | Error occurred while trying to proxy
            connect-failed 127.0.0.1 9200 | Failed to proxy 127.0.0.1:9200
            connect-failed - - | Could not proxy request
            connect-failed 10.0.0.5 5000 | Proxy error: Could not proxy request abc from abc to 10.0.0.5:5000
            connect-failed 192.168.1.20 8081 | Could not proxy request abc from abc to 192.168.1.20:8081
            connect-failed 172.18.0.3 4200 | Error occurred while ...  proxy ...  request abc from abc to 172.18.0.3:4200
            connect-failed db.local 9092 | trying to proxy: ...  to db.local:9092
            connect-failed 127.0.0.1 3000 | trying to proxy to: ...  to 127.0.0.1:3000
            connect-failed localhost 5432 | trying to proxy request ...  to localhost:5432
            connect-failed - - | Connection error: Connection error
            name-resolution 192.168.1.20 6379 | proxy request abc from abc to 192.168.1.20:6379 ...  (ENOENT)
            name-resolution 172.18.0.3 9200 | proxy request abc from abc to 172.18.0.3:9200 (ENOTFOUND)
            connection-refused db.local 27017 | proxy abc from abc to db.local:27017 ...  (ECONNREFUSED)
            connection-refused 127.0.0.1 5000 | proxy request abc from abc to 127.0.0.1:5000 ...  (ECONNREFUSED)
            connection-refused localhost 8081 | proxy: abc from abc to localhost:8081 ...  (ECONNREFUSED)
            connection-refused 10.0.0.5 4200 | proxy ...  request ...  to 10.0.0.5:4200 ...  (ECONNREFUSED
            connection-refused 192.168.1.20 9092 | proxy ...  request ...  to 192.168.1.20:9092 ...  [ECONNREFUSED
            reset 172.18.0.3 3000 | proxy ...  request ...  to 172.18.0.3:3000 ...  (ECONNRESET
            reset db.local 5432 | proxy ...  request ...  to db.local:5432 ...  [ECONNRESET
            timeout 127.0.0.1 8080 | proxy ...  request ...  to 127.0.0.1:8080 ...  (ETIMEDOUT
            timeout localhost 6379 | proxy ...  request ...  to localhost:6379 ...  [ETIMEDOUT
            address-in-use - 9200 | Something is already running on port 9200
            address-in-use - 27017 | Port 27017 is in use, trying another one
            address-in-use - 5000 | Port 5000 is in use, trying
            address-in-use - 8081 | Port 8081 is in use, using
            address-in-use - 4200 | Port 4200 is already in use. Use '--port'
            address-in-use - 9092 | Port 9092 is in use by
            address-in-use - - | Could not find an open port
            address-in-use - 5432 | Port 5432 is in use, using available port
            address-in-use - 8080 | already running on port 8080
            address-in-use db.local 6379 | Unable to find an available port (tried 6379 on host 'db.local')
            address-in-use - - | Unable to find an available port
            connect-failed localhost 27017 | WebSocket connection to 'ws://localhost:27017 ...  failed
            connect-failed - - | [vite] failed to connect to websocket
            connect-failed - - | [webpack-dev-server] WebSocketClient
            connect-failed - - | failed to connect to websocket
            host-header - - | [webpack-dev-server] Invalid Host
            host-header - - | Invalid Host/Origin header
            connect-failed - - | npm error network
            connect-failed - - | npm ERR! network request to
            connect-failed 192.168.1.20 6379 | request to 192.168.1.20:6379 ...  failed, reason:
            connection-refused - - | npm error code ECONNREFUSED
            timeout 127.0.0.1 5000 | network timeout at: 127.0.0.1:5000
            timeout - - | ERR_SOCKET_TIMEOUT
            host-header 10.0.0.5 - | Blocked request. This host ('10.0.0.5') is not allowed
            host-header 192.168.1.20 - | This host ('192.168.1.20') is not allowed
            connect-failed - - | AxiosError: Network Error
            connect-failed - - | TypeError: Network request failed
            host-header - - | Invalid Host header
            """#)
    }

    @Test("Browser drivers")
    func testing() {
        Wording.expect(
            #"""
            connection-refused localhost 6379 | 'cy.visit()' failed trying to load: localhost:6379
            connection-refused - - | Cypress failed to verify that your server is running
            connection-refused - - | Cypress could not verify that this server is running
            connection-refused - - | cy.visit() failed trying to load
            connection-refused db.local 8081 | connect_over_cdp: connect ECONNREFUSED db.local:8081
            connection-refused 127.0.0.1 4200 | retrieving websocket url from 127.0.0.1:4200 ... ECONNREFUSED
            timeout - - | Timed out waiting 12ms from config.webServer
            timeout - - | TimeoutError: page.goto: Timeout 12ms exceeded
            timeout - - | Navigation timeout of 12 ms exceeded
            timeout - - | Timed out after 12 ms while waiting for the WS endpoint
            timeout - - | Timed out after 12 ms while trying to connect to the browser
            timeout - - | timeout: Timed out receiving message from renderer
            timeout localhost 27017 | Timed out waiting for: localhost:27017
            address-in-use 192.168.1.20 8081 | 192.168.1.20:8081 is already used, make sure that nothing is running on the port
            address-in-use - - | is already used, make sure that nothing is running on the port
            connect-failed - - | unable to connect to renderer
            connect-failed - - | chrome not reachable
            connect-failed localhost 5432 | session not created: cannot connect to chrome at localhost:5432
            connect-failed 10.0.0.5 8080 | cannot connect to chrome at 10.0.0.5:8080
            connect-failed - - | DevToolsActivePort file doesn't exist
            connect-failed - - | unknown error: cannot connect to chrome
            connect-failed db.local 27017 | Failed to fetch browser webSocket URL from db.local:27017
            connect-failed - - | Failed to fetch browser webSocket URL
            connect-failed - - | Process from config.webServer was not able to start
            connect-failed - - | Unable to obtain driver
            connect-failed - - | Can not connect to the Service
            connect-failed - - | disconnected: unable to connect
            version-mismatch - - | This version of ChromeDriver only supports Chrome version
            address-in-use - - | bind() failed: Address already in use
            address-in-use - - | bind() returned an error, errno=98
            address-in-use - 9200 | Starting ChromeDriver ...  port 9200 ... failed
            connect-failed - - | Could not start a new session. Possible causes are invalid address
            connect-failed - - | UnreachableBrowserException
            """#)
    }
}
