import Diagnosis
import Endpoints
import NIOCore
import NIOEmbedded
import NIOSSL
import Synchronization

/// How to greet, and whom to trust.
struct TLSGreeting {
    /// An address is not sent (RFC 6066 section 3).
    var serverName: String
    var protocols: [String] = []
    var newest: TLSAsk.Version?
    /// Certificates (DER) to verify the server's against; `nil` accepts whatever it shows.
    var roots: [[UInt8]]?
}

/// A TLS client that knows no socket: bytes of the network go in and come out.
///
/// It is the TLS library's channel handler in an embedded channel, whose clock stands still: nothing happens in it
/// between two calls, and only the thread that made it may use it.
final class TLSEngine {
    enum Phase: Equatable {
        case handshaking, established
        /// The server sent this alert.
        case alert(String)
        /// The server's certificate does not lead to the roots given.
        case unverified
        case failed(String)
        /// The other side ended TLS in order (close_notify).
        case ended
    }

    private let channel: EmbeddedChannel
    private let handler: NIOSSLClientHandler
    private let recorder: Recorder
    private let request: CertificateRequest
    private var isFinished = false
    /// What the server showed, its own certificate first, DER; only without `roots`.
    private let shown: ShownChain

    init(_ greeting: TLSGreeting) throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        // BoringSSL speaks TLS 1.0 and up; an old server must be seen to be old.
        configuration.minimumTLSVersion = .tlsv1
        configuration.maximumTLSVersion = greeting.newest.map(Self.version)
        configuration.applicationProtocols = greeting.protocols
        configuration.certificateVerification = .noHostnameVerification
        let roots = try (greeting.roots ?? []).map { try NIOSSLCertificate(bytes: $0, format: .der) }
        configuration.trustRoots = .certificates(roots)
        let request = CertificateRequest()
        self.request = request
        // A client is asked for its certificate by this callback, and only if the server wants one.
        configuration.sslContextCallback = { _, promise in
            request.isSeen.store(true, ordering: .relaxed)
            promise.succeed(.noChanges)
        }
        let context = try NIOSSLContext(configuration: configuration)
        let name = IPAddress(greeting.serverName) == nil && !greeting.serverName.isEmpty ? greeting.serverName : nil
        let shown = ShownChain()
        self.shown = shown
        if greeting.roots == nil {
            handler = try NIOSSLClientHandler(context: context, serverHostname: name) { chain, promise in
                shown.chain = chain.compactMap { try? $0.toDERBytes() }
                promise.succeed(.certificateVerified)
            }
        } else {
            handler = try NIOSSLClientHandler(context: context, serverHostname: name)
        }
        recorder = Recorder()
        channel = EmbeddedChannel(handlers: [handler, recorder])
        channel.connect(to: try SocketAddress(unixDomainSocketPath: "/"), promise: nil)
        channel.embeddedEventLoop.run()
    }

    deinit { _ = finish() }

    var phase: Phase { recorder.phase }
    var applicationProtocol: String? { recorder.applicationProtocol }
    var chain: [[UInt8]] { shown.chain }
    var wantsClientCertificate: Bool { request.isSeen.load(ordering: .relaxed) }
    var version: TLSAsk.Version? {
        guard phase != .handshaking, let version = handler.tlsVersion else { return nil }
        return switch version {
        case .tlsv1: .tls10
        case .tlsv11: .tls11
        case .tlsv12: .tls12
        case .tlsv13: .tls13
        }
    }

    /// What must go to the server now.
    func takeOutgoing() -> [UInt8] {
        var out: [UInt8] = []
        while let buffer = try? channel.readOutbound(as: ByteBuffer.self) { out += buffer.readableBytesView }
        return out
    }

    /// What the server said inside TLS since the last time.
    func takeReceived() -> [UInt8] {
        defer { recorder.received = [] }
        return recorder.received
    }

    func feed(_ bytes: [UInt8]) {
        // Errors reach the recorder before the channel would throw them.
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
        channel.embeddedEventLoop.run()
    }

    func write(_ bytes: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        channel.embeddedEventLoop.run()
    }

    /// Ends our side.
    ///
    /// - Returns: the last words, close_notify.
    func finish() -> [UInt8] {
        guard !isFinished else { return [] }
        isFinished = true
        recorder.isOver = true
        channel.close(promise: nil)
        channel.embeddedEventLoop.run()
        let words = takeOutgoing()
        // The handler would wait for the answer; as if the connection had gone, it does not.
        if channel.isActive {
            channel.pipeline.fireChannelInactive()
            channel.close(promise: nil)
        }
        channel.embeddedEventLoop.run()
        return words
    }

    private static func version(_ version: TLSAsk.Version) -> TLSVersion {
        switch version {
        case .tls10: .tlsv1
        case .tls11: .tlsv11
        case .tls12: .tlsv12
        case .tls13: .tlsv13
        }
    }

    private final class CertificateRequest: Sendable {
        let isSeen = Atomic(false)
    }

    private final class ShownChain {
        var chain: [[UInt8]] = []
    }
}

/// Stands behind the TLS handler and keeps what it says.
private final class Recorder: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    var phase = TLSEngine.Phase.handshaking
    var applicationProtocol: String?
    var received: [UInt8] = []
    /// We have ended it ourselves: what follows tells nothing.
    var isOver = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // `TLSUserEvent` belongs to a module that is not ours to import; its shape is told by reflection.
        guard let child = Mirror(reflecting: event).children.first, child.label == "handshakeCompleted" else { return }
        if phase == .handshaking { phase = .established }
        applicationProtocol =
            child.value as? String
            ?? Mirror(reflecting: child.value).children.lazy.compactMap { $0.value as? String }.first
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isOver, phase == .handshaking || phase == .established else { return }
        phase = TLSFailure.phase(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if !isOver && phase == .established { phase = .ended }
    }
}
