package import Diagnosis
import Endpoints
package import LinuxKernel
