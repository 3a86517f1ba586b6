/// Checks of a model under training for degeneration: it answers some prompts, and the answers are measured. Knows
/// nothing of losses, steps or checkpoints.
///
/// Shapes: B answers, T places of the cache, K key-value heads, D head width, V vocabulary.
///
/// **Threads.** The thread that owns the model's tensors. **Ownership.** The model stays its owner's; a cache
/// lives as long as one round of answers. No argument may be null.
@NullMarked
package sao.health;

import org.jspecify.annotations.NullMarked;
