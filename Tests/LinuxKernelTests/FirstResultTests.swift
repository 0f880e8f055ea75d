import LinuxKernel
import Testing

@Suite struct FirstResultTests {
    @Test func eachElementIsAskedOnceAndNoneBehindTheFirst() {
        var asked: [Int] = []
        let found = [1, 2, 3, 4].firstResult { number -> String? in
            asked.append(number)
            return number > 1 ? "\(number)" : nil
        }
        #expect(found == "2")
        #expect(asked == [1, 2])
    }

    @Test func anAnswerThatIsGivenOnlyOnceIsTaken() {
        // As a process that ends between two looks.
        var isThere = true
        let found = [7].firstResult { number -> Int? in
            defer { isThere = false }
            return isThere ? number : nil
        }
        #expect(found == 7)
    }

    @Test func whereNothingAnswersThereIsNothing() {
        #expect([1, 2].firstResult { _ -> Int? in nil } == nil)
        #expect([Int]().firstResult { $0 } == nil)
    }
}
