import Testing

@testable import Diagnosis

@Suite("Pages of servers")
struct ServerPageTests {
    @Test("Spring with a cause within a cause")
    func spring() {
        Page.expect(
            "connection-refused 127.0.0.1 5432",
            #"""
            2026-01-05T10:00:01.001+01:00  INFO 4242 --- [           main] com.example.App                          : Starting App using Java 21 with PID 4242
            2026-01-05T10:00:02.500+01:00  WARN 4242 --- [           main] o.h.engine.jdbc.spi.SqlExceptionHelper   : SQL Error: 0, SQLState: 08001
            2026-01-05T10:00:02.501+01:00 ERROR 4242 --- [           main] o.h.engine.jdbc.spi.SqlExceptionHelper   : The connection attempt failed.
            2026-01-05T10:00:02.600+01:00 ERROR 4242 --- [           main] o.s.boot.SpringApplication               : Application run failed

            org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'entityManagerFactory' defined in class path resource [org/springframework/boot/autoconfigure/orm/jpa/HibernateJpaConfiguration.class]: [PersistenceUnit: default] Unable to build Hibernate SessionFactory
            	at org.springframework.beans.factory.support.AbstractAutowireCapableBeanFactory.initializeBean(AbstractAutowireCapableBeanFactory.java:1806) ~[spring-beans-6.1.8.jar:6.1.8]
            	at com.example.App.main(App.java:12) ~[classes/:na]
            Caused by: org.hibernate.exception.JDBCConnectionException: unable to obtain isolated JDBC connection [The connection attempt failed.] [n/a]
            	at org.hibernate.exception.internal.SQLStateConversionDelegate.convert(SQLStateConversionDelegate.java:100) ~[hibernate-core-6.5.2.jar:6.5.2]
            	... 15 common frames omitted
            Caused by: org.postgresql.util.PSQLException: The connection attempt failed.
            	at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:358) ~[postgresql-42.7.3.jar:42.7.3]
            	... 30 common frames omitted
            Caused by: java.net.ConnectException: Connection refused: localhost/127.0.0.1:5432
            	at java.base/sun.nio.ch.Net.pollConnect(Native Method) ~[na:na]
            	... 36 common frames omitted
            """#)
    }

    @Test("Spring Boot on a taken port")
    func springPort() {
        Page.expect(
            "address-in-use - 8080",
            #"""
            2026-01-05T10:00:03.100+01:00  WARN 77 --- [           main] ConfigServletWebServerApplicationContext : Exception encountered during context initialization - cancelling refresh attempt: org.springframework.context.ApplicationContextException: Failed to start bean 'webServerStartStop'
            2026-01-05T10:00:03.200+01:00 ERROR 77 --- [           main] o.s.b.d.LoggingFailureAnalysisReporter   :

            ***************************
            APPLICATION FAILED TO START
            ***************************

            Description:

            Web server failed to start. Port 8080 was already in use.

            Action:

            Identify and stop the process that's listening on port 8080 or configure this application to listen on another port.
            """#)
    }

    @Test("Rails")
    func rails() {
        Page.expect(
            "address-in-use 127.0.0.1 3000",
            #"""
            => Booting Puma
            => Rails 7.1.3 application starting in development
            => Run `bin/rails server --help` for more startup options
            Puma starting in single mode...
            * Puma version: 6.4.2 (ruby 3.3.0-p0) ("The Eagle of Durin")
            *  Min threads: 5
            * Environment: development
            *          PID: 4242
            Exiting
            /usr/local/bundle/gems/puma-6.4.2/lib/puma/binder.rb:334:in `initialize': Address already in use - bind(2) for "127.0.0.1" port 3000 (Errno::EADDRINUSE)
            	from /usr/local/bundle/gems/puma-6.4.2/lib/puma/binder.rb:334:in `new'
            	from /usr/local/bundle/gems/puma-6.4.2/lib/puma/binder.rb:334:in `add_tcp_listener'
            """#)
    }

    @Test("Go with a panic")
    func goPanic() {
        Page.expect(
            "address-in-use - 8080",
            #"""
            [GIN-debug] [WARNING] Running in "debug" mode. Switch to "release" mode in production.
            [GIN-debug] GET    /ping                     --> main.main.func1 (3 handlers)
            [GIN-debug] Listening and serving HTTP on :8080
            [GIN-debug] [ERROR] listen tcp :8080: bind: address already in use
            panic: listen tcp :8080: bind: address already in use

            goroutine 1 [running]:
            main.main()
            	/app/main.go:18 +0x1d0
            exit status 2
            """#)
    }

    @Test("ASP.NET Core")
    func dotnet() {
        Page.expect(
            "address-in-use 127.0.0.1 5000",
            #"""
            info: Microsoft.Hosting.Lifetime[0]
                  Application is shutting down...
            crit: Microsoft.AspNetCore.Server.Kestrel[0]
                  Unable to start Kestrel.
                  System.IO.IOException: Failed to bind to address http://127.0.0.1:5000: address already in use.
                   ---> Microsoft.AspNetCore.Connections.AddressInUseException: Address already in use
                   ---> System.Net.Sockets.SocketException (98): Address already in use
                     at System.Net.Sockets.Socket.UpdateStatusAfterSocketErrorAndThrowException(SocketError error, Boolean disconnectOnFailure, String callerName)
                     at System.Net.Sockets.Socket.DoBind(EndPoint endPointSnapshot, SocketAddress socketAddress)
            Unhandled exception. System.IO.IOException: Failed to bind to address http://127.0.0.1:5000: address already in use.
            """#)
    }

    @Test("Phoenix with its pool")
    func phoenix() {
        Page.expect(
            "connection-refused localhost 5432",
            #"""
            Compiling 3 files (.ex)
            [info] Running MyAppWeb.Endpoint with Bandit 1.5.7 at 127.0.0.1:4000 (http)
            [info] Access MyAppWeb.Endpoint at http://localhost:4000
            [error] Postgrex.Protocol (#PID<0.420.0> ("db_conn_1")) failed to connect: ** (DBConnection.ConnectionError) tcp connect (localhost:5432): connection refused - :econnrefused
            [error] Postgrex.Protocol (#PID<0.421.0> ("db_conn_2")) failed to connect: ** (DBConnection.ConnectionError) tcp connect (localhost:5432): connection refused - :econnrefused
            [error] #PID<0.512.0> running MyAppWeb.Endpoint (connection #PID<0.511.0>, stream id 1) terminated
            ** (exit) an exception was raised:
                ** (DBConnection.ConnectionError) connection not available and request was dropped from queue after 2999ms.
            """#)
    }

    @Test("Node.js that cannot listen")
    func nodeListen() {
        Page.expect(
            "address-in-use :: 3000",
            #"""
            node:events:497
                  throw er; // Unhandled 'error' event
                  ^

            Error: listen EADDRINUSE: address already in use :::3000
                at Server.setupListenHandle [as _listen2] (node:net:1817:16)
                at listenInCluster (node:net:1865:12)
                at Server.listen (node:net:1953:7)
            Emitted 'error' event on Server instance at:
                at emitErrorNT (node:net:1844:8) {
              code: 'EADDRINUSE',
              errno: -98,
              syscall: 'listen',
              address: '::',
              port: 3000
            }

            Node.js v20.11.1
            """#)
    }

    @Test("The log of mysqld")
    func mysqlLog() {
        Page.expect(
            "address-in-use - 3306",
            #"""
            2026-01-05T10:00:00.100000Z 0 [System] [MY-010116] [Server] /usr/sbin/mysqld (mysqld 8.0.36) starting as process 77
            2026-01-05T10:00:00.900000Z 0 [ERROR] [MY-010262] [Server] Can't start server: Bind on TCP/IP port: Address already in use
            2026-01-05T10:00:00.900001Z 0 [ERROR] [MY-010257] [Server] Do you already have another mysqld server running on port: 3306 ?
            2026-01-05T10:00:00.900002Z 0 [ERROR] [MY-010119] [Server] Aborting
            """#)
    }
}
