/// Low-rank adapters: what they change of a model, how they begin, how they are merged into it, and the
/// folder of them that others load. Knows nothing of losses, steps or checkpoints.
///
/// Shapes: R rank, `in` and `out` the sides of an adapted weight.
///
/// **Threads.** The one that owns the model's tensors. **Ownership.** Sources of weights are closed by who
/// opened them; what a source gives belongs to the caller's scope. No argument may be null.
@NullMarked
package sao.adapter;

import org.jspecify.annotations.NullMarked;
