/// Rounds float32 master weights to bfloat16 so that the weights that compute follow the masters from the first update
/// on, and measures how far trained weights moved. It knows nothing of gradients, pairs and files.
///
/// **Threads.** All types are used by the thread that owns the weights.
///
/// **Ownership.** [sao.rounding.FrozenRounding] owns its table of thresholds; tensors that are passed in stay the
/// caller's.
@NullMarked
package sao.rounding;

import org.jspecify.annotations.NullMarked;
