/// Low-rank adapters: their shapes and initial values, merging into the model's weights, and the folder in
/// PEFT's format. Knows nothing of losses, steps or checkpoints.
///
/// Shapes: R rank; `in` and `out`, the input and output widths of an adapted weight.
///
/// **Threads.** The thread that owns the model's tensors. **Ownership.** The code that opens a source of
/// weights closes it; a tensor that a source returns belongs to the caller's scope. No argument may be null.
@NullMarked
package sao.adapter;

import org.jspecify.annotations.NullMarked;
