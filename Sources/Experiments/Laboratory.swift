import Diagnosis
import NIOCore
import NIOEmbedded
import NIOSSL
