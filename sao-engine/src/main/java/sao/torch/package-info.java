/// libtorch in this process: the installed libraries, devices, the threads that run it, the scopes that free its
/// tensors. Knows nothing of models or files of weights.
///
/// **Threads.** libtorch keeps its modes per thread. All calls that touch one model's tensors come from an
/// [EngineThread] of that model, never from a virtual thread.
///
/// **Ownership.** A tensor lives until the [TensorScope] that was open when it was made is closed. No
/// argument may be null.
@NullMarked
package sao.torch;

import org.jspecify.annotations.NullMarked;
