/// The optimizer: AdamW over float32 master weights, with its moments in float32 or in one byte per value.
/// Knows nothing of models, losses or files.
///
/// **Threads.** The thread that owns the weights. **Ownership.** An optimizer owns its state; the weights
/// stay the caller's. No argument may be null.
@NullMarked
package sao.optimizer;

import org.jspecify.annotations.NullMarked;
