import Foundation

@testable import Supervision

/// Writes one record again and again in a thread of its own.
final class ParallelWriter: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var failure: String?

    init(_ store: StackStore, supervisor: Int32) {
        Thread { [self] in
            var record = StackRecordTests.record()
            record.supervisor = supervisor
            for _ in 0..<20 {
                do { try store.write(record) } catch { failure = "\(error)" }
                if (try? store.record("shop-1")) == nil { failure = "half a record was read" }
            }
            done.signal()
        }.start()
    }

    /// Waits for its end.
    ///
    /// - Returns: what failed.
    func finish() -> String? { done.wait(timeout: .now() + 30) == .success ? failure : "it does not end" }
}
