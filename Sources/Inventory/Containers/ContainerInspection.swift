package import LinuxKernel

/// What `GET /containers/ID/json` tells of a container's life and ports (Docker Engine API 1.24 and later, Podman's
/// compatible API).
package struct ContainerInspection: Hashable, Sendable {
    /// A port of the container and where the host offers it.
    package struct Publish: Hashable, Sendable {
        /// As the engine writes it; may be empty.
        package var hostAddress: String
        package var hostPort: UInt16
        package var containerPort: UInt16
        package var transport: String

        package init(hostAddress: String, hostPort: UInt16, containerPort: UInt16, transport: String) {
            self.hostAddress = hostAddress
            self.hostPort = hostPort
            self.containerPort = containerPort
            self.transport = transport
        }
    }

    /// `running`, `exited`, `paused`, `restarting`, `created`, `dead`.
    package var state: String
    package var exitCode: Int?
    package var isOutOfMemory: Bool
    /// Seconds since 1970; `nil` when it never ended.
    package var finishedAt: Int64?
    package var restarts: Int
    /// 0 when it does not run.
    package var processID: Int32
    package var image: String
    package var publishes: [Publish]
    package var exposed: [UInt16]
    /// The address in its first network by name.
    package var address: String?

    package init?(_ json: JSONValue) {
        guard let life = json["State"]?.object else { return nil }
        state = life["Status"]?.string ?? (life["Running"]?.bool == true ? "running" : "exited")
        let pid = life["Pid"]?.int.flatMap { Int32(exactly: $0) } ?? 0
        processID = max(0, pid)
        // A running container's code is that of its last end, or 0.
        exitCode = processID == 0 && state != "created" ? life["ExitCode"]?.int : nil
        isOutOfMemory = life["OOMKilled"]?.bool ?? false
        finishedAt = life["FinishedAt"]?.string.flatMap(Timestamp.seconds)
        restarts = json["RestartCount"]?.int ?? 0
        image = json["Config"]?["Image"]?.string ?? json["ImageName"]?.string ?? ""
        let live = Self.publishes(json["NetworkSettings"]?["Ports"])
        // Of a container that does not run only its orders tell.
        publishes = live.isEmpty ? Self.publishes(json["HostConfig"]?["PortBindings"]) : live
        exposed = (json["Config"]?["ExposedPorts"]?.object ?? [:]).keys.compactMap { Self.port($0)?.number }.sorted()
        let networks = (json["NetworkSettings"]?["Networks"]?.object ?? [:]).sorted { $0.key < $1.key }
        address = networks.compactMap { $0.value["IPAddress"]?.string }.first { !$0.isEmpty }
    }

    /// `{"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}]}`.
    private static func publishes(_ json: JSONValue?) -> [Publish] {
        (json?.object ?? [:]).sorted { $0.key < $1.key }.flatMap { key, value -> [Publish] in
            guard let port = port(key) else { return [] }
            return (value.array ?? []).compactMap { entry in
                entry["HostPort"]?.string.flatMap { UInt16($0) }.map {
                    Publish(
                        hostAddress: entry["HostIp"]?.string ?? "", hostPort: $0, containerPort: port.number,
                        transport: port.transport)
                }
            }
        }
    }

    /// `80/tcp`.
    private static func port(_ text: String) -> (number: UInt16, transport: String)? {
        let parts = text.split(separator: "/")
        return parts.first.flatMap { UInt16($0) }.map { ($0, parts.count > 1 ? String(parts[1]) : "tcp") }
    }
}

extension ContainerEngine {
    /// Every container, running or not.
    package func allContainers() throws(HTTPFailure) -> [Container] {
        guard let list = try get("/containers/json?all=1").array else { throw .malformed("no list of containers") }
        return list.compactMap { Container($0) }
    }

    /// - Parameter id: a container's number or name.
    /// - Returns: `nil` when there is no such container, or the engine does not say how it is.
    package func inspect(_ id: String) throws(HTTPFailure) -> ContainerInspection? {
        do throws(HTTPFailure) {
            return ContainerInspection(try get("/containers/\(Self.encoded(id))/json"))
        } catch {
            if case .malformed = error { return nil }
            throw error
        }
    }
}

/// Times as engines write them (RFC 3339).
enum Timestamp {
    /// Seconds since 1970 of `2026-05-01T10:00:00.123456789Z` or `…+02:00`; `nil` for the year 1, which means never.
    static func seconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        func number(_ from: Int, _ count: Int) -> Int64? {
            guard from + count <= bytes.count else { return nil }
            return Int64(String(decoding: bytes[from..<(from + count)], as: UTF8.self))
        }
        guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), let hour = number(11, 2),
            let minute = number(14, 2), let second = number(17, 2), year >= 1970, (1...12).contains(month)
        else { return nil }
        // Days since 1970, with March as the first month so that a leap day comes last.
        let y = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let days = y * 365 + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468
        var offset: Int64 = 0
        if let sign = bytes[19...].firstIndex(where: { $0 == 43 || $0 == 45 }), let hours = number(sign + 1, 2),
            let minutes = number(sign + 4, 2)
        {
            offset = (hours * 3600 + minutes * 60) * (bytes[sign] == 45 ? -1 : 1)
        }
        return days * 86400 + hour * 3600 + minute * 60 + second - offset
    }
}
