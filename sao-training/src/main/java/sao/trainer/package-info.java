/// The interface of every trainer: its inputs, the events that it reports, and the model folder that it
/// writes. Knows nothing of how a trainer computes.
///
/// **Threads.** A trainer blocks its caller and calls its listener from one thread of its own. **Ownership.** A
/// model source stays the caller's; folders on disk belong to the caller. No argument may be null.
@NullMarked
package sao.trainer;

import org.jspecify.annotations.NullMarked;
