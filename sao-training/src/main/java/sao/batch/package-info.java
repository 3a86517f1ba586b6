/// Which preference pairs a training uses, and which of them form the batch of each step. Knows nothing of losses,
/// weights or devices.
///
/// **Threads.** All types are immutable and may be used by any thread. **Ownership.** Nothing native is held. No
/// argument may be null.
@NullMarked
package sao.batch;

import org.jspecify.annotations.NullMarked;
