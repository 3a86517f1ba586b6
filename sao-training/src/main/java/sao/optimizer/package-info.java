/// How weights follow their gradients: AdamW over float32 masters, with its state in float32 or in bytes.
/// Knows nothing of models, losses or files.
///
/// **Threads.** The one that owns the weights. **Ownership.** An optimiser owns its state, never the
/// weights. No argument may be null.
@NullMarked
package sao.optimizer;

import org.jspecify.annotations.NullMarked;
