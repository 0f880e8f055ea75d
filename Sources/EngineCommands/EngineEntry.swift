import Diagnosis
import Experiments

package enum EngineEntry {
    package static func main() {}
}
