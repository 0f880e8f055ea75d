import Stack
import Testing

/// The whole text for a stack with everything in it.
@Suite struct KubernetesTextTests {
    private func text(_ path: String) throws -> String {
        let fixture = try ExportFixture.makeFull()
        return Exporter.kubernetes(fixture.file, plan: fixture.plan).text(path)
    }

    @Test func dbManifests() throws {
        #expect(
            try text("kubernetes/db.yaml") == #"""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: db-env
                  labels:
                    app.kubernetes.io/name: db-env
                    app.kubernetes.io/part-of: shop
                data:
                  FROM_FILE: a b
                  PORT: "5432"
                  SHARED: "yes"
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: db-secret
                  labels:
                    app.kubernetes.io/name: db-secret
                    app.kubernetes.io/part-of: shop
                stringData:
                  API_KEY: x$y
                  POSTGRES_PASSWORD: "p$w #1"
                  STACK_TOKEN: t$0k'en
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata:
                  name: db
                  labels:
                    app.kubernetes.io/name: db
                    app.kubernetes.io/part-of: shop
                spec:
                  replicas: 1
                  selector:
                    matchLabels:
                      app.kubernetes.io/name: db
                      app.kubernetes.io/part-of: shop
                  serviceName: db
                  template:
                    metadata:
                      labels:
                        app.kubernetes.io/name: db
                        app.kubernetes.io/part-of: shop
                    spec:
                      containers:
                        - name: db
                          image: postgres:16
                          imagePullPolicy: IfNotPresent
                          envFrom:
                            - configMapRef:
                                name: db-env
                            - secretRef:
                                name: db-secret
                          ports:
                            - name: main
                              containerPort: 5432
                          startupProbe:
                            exec:
                              command:
                                - /bin/sh
                                - "-c"
                                - pg_isready -U postgres
                            periodSeconds: 1
                            timeoutSeconds: 2
                            failureThreshold: 60
                          readinessProbe:
                            exec:
                              command:
                                - /bin/sh
                                - "-c"
                                - pg_isready -U postgres
                            periodSeconds: 1
                            timeoutSeconds: 2
                            failureThreshold: 3
                          lifecycle:
                            preStop:
                              exec:
                                command:
                                  - /bin/sh
                                  - "-c"
                                  - kill -INT 1
                          volumeMounts:
                            - name: data
                              mountPath: /var/lib/postgresql/data
                      terminationGracePeriodSeconds: 60
                  volumeClaimTemplates:
                    - metadata:
                        name: data
                      spec:
                        accessModes:
                          - ReadWriteOnce
                        resources:
                          requests:
                            storage: 1Gi
                ---
                apiVersion: v1
                kind: Service
                metadata:
                  name: db
                  labels:
                    app.kubernetes.io/name: db
                    app.kubernetes.io/part-of: shop
                spec:
                  selector:
                    app.kubernetes.io/name: db
                    app.kubernetes.io/part-of: shop
                  ports:
                    - name: main
                      port: 5432
                      targetPort: main

                """#)
    }

    @Test func migrateManifests() throws {
        #expect(
            try text("kubernetes/migrate.yaml") == #"""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: migrate-env
                  labels:
                    app.kubernetes.io/name: migrate-env
                    app.kubernetes.io/part-of: shop
                data:
                  DB_ADDRESS: db:5432
                  DB_HOST: db
                  DB_PORT: "5432"
                  DB_URL: postgres://db:5432
                  FROM_FILE: a b
                  SHARED: "yes"
                  services__db__postgres__0: postgres://db:5432
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: migrate-secret
                  labels:
                    app.kubernetes.io/name: migrate-secret
                    app.kubernetes.io/part-of: shop
                stringData:
                  API_KEY: x$y
                  STACK_TOKEN: t$0k'en
                ---
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: migrate
                  labels:
                    app.kubernetes.io/name: migrate
                    app.kubernetes.io/part-of: shop
                spec:
                  backoffLimit: 0
                  template:
                    metadata:
                      labels:
                        app.kubernetes.io/name: migrate
                        app.kubernetes.io/part-of: shop
                    spec:
                      initContainers:
                        - name: wait-for-db
                          image: busybox:1.36
                          command:
                            - sh
                            - "-c"
                            - until nc -z -w 1 db 5432; do sleep 1; done
                      containers:
                        - name: migrate
                          image: shop-migrate:latest
                          imagePullPolicy: IfNotPresent
                          command:
                            - /bin/sh
                            - "-c"
                            - ./migrate up && echo 100%
                          envFrom:
                            - configMapRef:
                                name: migrate-env
                            - secretRef:
                                name: migrate-secret
                      restartPolicy: Never
                      terminationGracePeriodSeconds: 10

                """#)
    }

    @Test func apiManifests() throws {
        #expect(
            try text("kubernetes/api.yaml") == #"""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: api-env
                  labels:
                    app.kubernetes.io/name: api-env
                    app.kubernetes.io/part-of: shop
                data:
                  CODE: "0755"
                  DATABASE_URL: postgres://db:5432/shop
                  DB_ADDRESS: db:5432
                  DB_HOST: db
                  DB_PORT: "5432"
                  DB_URL: postgres://db:5432
                  FROM_FILE: a b
                  HOST: 0.0.0.0
                  LINES: |-
                    a
                    b: c
                  "ON": "on"
                  PORT: "5000"
                  PORT_DEBUG: "5678"
                  PORT_HTTP: "5000"
                  SHARED: "yes"
                  services__db__postgres__0: postgres://db:5432
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: api-secret
                  labels:
                    app.kubernetes.io/name: api-secret
                    app.kubernetes.io/part-of: shop
                stringData:
                  API_KEY: x$y
                  STACK_TOKEN: t$0k'en
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: api
                  labels:
                    app.kubernetes.io/name: api
                    app.kubernetes.io/part-of: shop
                spec:
                  replicas: 1
                  selector:
                    matchLabels:
                      app.kubernetes.io/name: api
                      app.kubernetes.io/part-of: shop
                  template:
                    metadata:
                      labels:
                        app.kubernetes.io/name: api
                        app.kubernetes.io/part-of: shop
                    spec:
                      initContainers:
                        - name: wait-for-db
                          image: busybox:1.36
                          command:
                            - sh
                            - "-c"
                            - until nc -z -w 1 db 5432; do sleep 1; done
                        - name: setup-1
                          image: shop-api:latest
                          command:
                            - /bin/sh
                            - "-c"
                            - pip install -r requirements.txt
                          envFrom:
                            - configMapRef:
                                name: api-env
                            - secretRef:
                                name: api-secret
                        - name: setup-2
                          image: shop-api:latest
                          command:
                            - /bin/sh
                            - "-c"
                            - echo $HOME
                          envFrom:
                            - configMapRef:
                                name: api-env
                            - secretRef:
                                name: api-secret
                      containers:
                        - name: api
                          image: shop-api:latest
                          imagePullPolicy: IfNotPresent
                          command:
                            - flask
                            - "--app"
                            - api
                            - run
                            - "--host"
                            - 0.0.0.0
                            - "--port"
                            - "5000"
                          envFrom:
                            - configMapRef:
                                name: api-env
                            - secretRef:
                                name: api-secret
                          ports:
                            - name: http
                              containerPort: 5000
                            - name: debug
                              containerPort: 5678
                          startupProbe:
                            httpGet:
                              path: /health
                              port: http
                            periodSeconds: 1
                            timeoutSeconds: 2
                            failureThreshold: 60
                          readinessProbe:
                            httpGet:
                              path: /health
                              port: http
                            periodSeconds: 1
                            timeoutSeconds: 2
                            failureThreshold: 3
                          livenessProbe:
                            httpGet:
                              path: /health
                              port: http
                            periodSeconds: 5
                            timeoutSeconds: 2
                            failureThreshold: 3
                          lifecycle:
                            preStop:
                              exec:
                                command:
                                  - /bin/sh
                                  - "-c"
                                  - curl -s localhost/bye; kill -QUIT 1
                      terminationGracePeriodSeconds: 10
                ---
                apiVersion: v1
                kind: Service
                metadata:
                  name: api
                  labels:
                    app.kubernetes.io/name: api
                    app.kubernetes.io/part-of: shop
                spec:
                  selector:
                    app.kubernetes.io/name: api
                    app.kubernetes.io/part-of: shop
                  ports:
                    - name: http
                      port: 5000
                      targetPort: http
                    - name: debug
                      port: 5678
                      targetPort: debug

                """#)
    }

    @Test func webManifests() throws {
        #expect(
            try text("kubernetes/web.yaml") == #"""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: web-env
                  labels:
                    app.kubernetes.io/name: web-env
                    app.kubernetes.io/part-of: shop
                data:
                  API_ADDRESS: api:5000
                  API_HOST: api
                  API_HTTP: http://api:5000
                  API_PORT: "5000"
                  API_PORT_DEBUG: "5678"
                  API_PORT_HTTP: "5000"
                  API_URL: http://api:5000
                  FROM_FILE: a b
                  HOST: 0.0.0.0
                  PORT: "20003"
                  SHARED: "yes"
                  services__api__debug__0: tcp://api:5678
                  services__api__http__0: http://api:5000
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: web-secret
                  labels:
                    app.kubernetes.io/name: web-secret
                    app.kubernetes.io/part-of: shop
                stringData:
                  API_KEY: x$y
                  STACK_TOKEN: t$0k'en
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  labels:
                    app.kubernetes.io/name: web
                    app.kubernetes.io/part-of: shop
                spec:
                  replicas: 2
                  selector:
                    matchLabels:
                      app.kubernetes.io/name: web
                      app.kubernetes.io/part-of: shop
                  template:
                    metadata:
                      labels:
                        app.kubernetes.io/name: web
                        app.kubernetes.io/part-of: shop
                    spec:
                      initContainers:
                        - name: wait-for-api
                          image: busybox:1.36
                          command:
                            - sh
                            - "-c"
                            - until nc -z -w 1 api 5000; do sleep 1; done
                      containers:
                        - name: web
                          image: shop-web:latest
                          imagePullPolicy: IfNotPresent
                          command:
                            - npm
                            - run
                            - dev; x
                            - "100%"
                            - $HOME
                            - it's
                          envFrom:
                            - configMapRef:
                                name: web-env
                            - secretRef:
                                name: web-secret
                          ports:
                            - name: main
                              containerPort: 20003
                          startupProbe:
                            tcpSocket:
                              port: main
                            periodSeconds: 1
                            timeoutSeconds: 2
                            failureThreshold: 60
                          readinessProbe:
                            tcpSocket:
                              port: main
                            periodSeconds: 1
                            timeoutSeconds: 2
                            failureThreshold: 3
                      terminationGracePeriodSeconds: 10
                ---
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                  labels:
                    app.kubernetes.io/name: web
                    app.kubernetes.io/part-of: shop
                spec:
                  selector:
                    app.kubernetes.io/name: web
                    app.kubernetes.io/part-of: shop
                  ports:
                    - name: main
                      port: 20003
                      targetPort: main

                """#)
    }

    @Test func dnsManifests() throws {
        #expect(
            try text("kubernetes/dns.yaml") == #"""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: dns-env
                  labels:
                    app.kubernetes.io/name: dns-env
                    app.kubernetes.io/part-of: shop
                data:
                  FROM_FILE: a b
                  HOST: 0.0.0.0
                  PORT: "5353"
                  PORT_DNS: "5353"
                  SHARED: "yes"
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: dns-secret
                  labels:
                    app.kubernetes.io/name: dns-secret
                    app.kubernetes.io/part-of: shop
                stringData:
                  API_KEY: x$y
                  STACK_TOKEN: t$0k'en
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: dns
                  labels:
                    app.kubernetes.io/name: dns
                    app.kubernetes.io/part-of: shop
                spec:
                  replicas: 1
                  selector:
                    matchLabels:
                      app.kubernetes.io/name: dns
                      app.kubernetes.io/part-of: shop
                  template:
                    metadata:
                      labels:
                        app.kubernetes.io/name: dns
                        app.kubernetes.io/part-of: shop
                    spec:
                      containers:
                        - name: dns
                          image: shop-dns:latest
                          imagePullPolicy: IfNotPresent
                          command:
                            - dnsmasq
                            - "-k"
                          envFrom:
                            - configMapRef:
                                name: dns-env
                            - secretRef:
                                name: dns-secret
                          ports:
                            - name: dns
                              containerPort: 5353
                              protocol: UDP
                      terminationGracePeriodSeconds: 10
                ---
                apiVersion: v1
                kind: Service
                metadata:
                  name: dns
                  labels:
                    app.kubernetes.io/name: dns
                    app.kubernetes.io/part-of: shop
                spec:
                  selector:
                    app.kubernetes.io/name: dns
                    app.kubernetes.io/part-of: shop
                  ports:
                    - name: dns
                      port: 5353
                      targetPort: dns
                      protocol: UDP

                """#)
    }

    @Test func lineManifests() throws {
        #expect(
            try text("kubernetes/line.yaml") == #"""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: line-env
                  labels:
                    app.kubernetes.io/name: line-env
                    app.kubernetes.io/part-of: shop
                data:
                  FROM_FILE: a b
                  HOST: 0.0.0.0
                  PORT: "20007"
                  SHARED: "yes"
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: line-secret
                  labels:
                    app.kubernetes.io/name: line-secret
                    app.kubernetes.io/part-of: shop
                stringData:
                  API_KEY: x$y
                  STACK_TOKEN: t$0k'en
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: line
                  labels:
                    app.kubernetes.io/name: line
                    app.kubernetes.io/part-of: shop
                spec:
                  replicas: 1
                  selector:
                    matchLabels:
                      app.kubernetes.io/name: line
                      app.kubernetes.io/part-of: shop
                  template:
                    metadata:
                      labels:
                        app.kubernetes.io/name: line
                        app.kubernetes.io/part-of: shop
                    spec:
                      containers:
                        - name: line
                          image: shop-line:latest
                          imagePullPolicy: IfNotPresent
                          command:
                            - /bin/sh
                            - "-c"
                            - echo a; sleep 9
                          envFrom:
                            - configMapRef:
                                name: line-env
                            - secretRef:
                                name: line-secret
                          ports:
                            - name: main
                              containerPort: 20007
                      terminationGracePeriodSeconds: 10
                ---
                apiVersion: v1
                kind: Service
                metadata:
                  name: line
                  labels:
                    app.kubernetes.io/name: line
                    app.kubernetes.io/part-of: shop
                spec:
                  selector:
                    app.kubernetes.io/name: line
                    app.kubernetes.io/part-of: shop
                  ports:
                    - name: main
                      port: 20007
                      targetPort: main

                """#)
    }

    @Test func ingress() throws {
        #expect(
            try text("kubernetes/ingress.yaml") == #"""
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata:
                  name: shop
                  labels:
                    app.kubernetes.io/name: shop
                    app.kubernetes.io/part-of: shop
                spec:
                  rules:
                    - host: api.shop.localhost
                      http:
                        paths:
                          - path: /
                            pathType: Prefix
                            backend:
                              service:
                                name: api
                                port:
                                  name: http
                    - host: web.shop.localhost
                      http:
                        paths:
                          - path: /
                            pathType: Prefix
                            backend:
                              service:
                                name: web
                                port:
                                  name: main
                    - host: line.shop.localhost
                      http:
                        paths:
                          - path: /
                            pathType: Prefix
                            backend:
                              service:
                                name: line
                                port:
                                  name: main

                """#)
    }

    @Test func losses() throws {
        let fixture = try ExportFixture.makeFull()
        let losses = Exporter.kubernetes(fixture.file, plan: fixture.plan).losses
        #expect(
            losses.map { "\($0.kind) \($0.subject): \($0.text)" }.joined(separator: "\n") == #"""
                lost api.watch: a changed file restarts nothing
                changed api.dir: the image's working directory must be what api was
                lost web.log: the engine keeps the output
                lost web.success_codes: only 0 is success
                lost stage.forward: a tunnel with this user's keys; give the others the address itself
                changed db.restart: always, with a pause that grows: the only policy of a Deployment
                lost db.container.volumes: ./init is a folder of this machine; use a ConfigMap or an image
                lost db.container.options: options of docker run: --user 999 --cap-add NET_ADMIN --cap-add=SYS_TIME --privileged --unknown=3
                changed db.stop.signal: sent by a shell of the image before the TERM that Kubernetes sends
                changed db.container.volumes: a claim of 1Gi each; say how much it needs
                changed migrate.run: it runs in the image shop-migrate:latest, to be built with the program and the project's files
                changed api.restart: always, with a pause that grows: the only policy of a Deployment
                changed api.needs: migrate is a Job; wait for it first: kubectl wait --for=condition=complete job/migrate
                changed api.run: it runs in the image shop-api:latest, to be built with the program and the project's files
                changed api.ready: any status from 200 to 399 will do
                changed api.stop.signal: sent by a shell of the image before the TERM that Kubernetes sends
                changed web.restart: always, with a pause that grows: the only policy of a Deployment
                lost web.tty: kubectl attach needs `tty: true` by hand
                changed web.run: it runs in the image shop-web:latest, to be built with the program and the project's files
                changed dns.restart: always, with a pause that grows: the only policy of a Deployment
                changed dns.run: it runs in the image shop-dns:latest, to be built with the program and the project's files
                changed line.restart: always, with a pause that grows: the only policy of a Deployment
                changed line.run: it runs in the image shop-line:latest, to be built with the program and the project's files
                lost line.ready: no probe looks at the output
                """#)
    }
}
