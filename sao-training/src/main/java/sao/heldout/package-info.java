/// The preference pairs that are kept out of a training, and their figures under the model before, during and after it.
/// Knows nothing of losses, of models and of how the figures are computed.
///
/// **Threads.** All types are immutable and may be used by any thread. **Ownership.** Nothing native is held. No
/// argument may be null.
@NullMarked
package sao.heldout;

import org.jspecify.annotations.NullMarked;
