/// The checkpoints of a training, the weights in them, and folders with a manifest. Knows nothing of pairs,
/// losses or of
/// what a step does, only how many were made.
///
/// **Threads.** What reads or writes tensors is called by the thread that owns them; the rest by any.
/// **Ownership.** Weights and optimiser stay the caller's; what is opened here is closed by the caller. No
/// argument may be null.
@NullMarked
package sao.checkpoint;

import org.jspecify.annotations.NullMarked;
