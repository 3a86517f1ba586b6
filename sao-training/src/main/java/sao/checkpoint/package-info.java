/// The checkpoints of a training, the weights in them, and folders with a manifest. Knows nothing of pairs or
/// losses; of steps it knows only their number.
///
/// **Threads.** Methods that read or write tensors are called by the thread that owns them; all others by any
/// thread. **Ownership.** Weights and optimizer stay the caller's; the caller closes what these methods open.
/// No argument may be null.
@NullMarked
package sao.checkpoint;

import org.jspecify.annotations.NullMarked;
