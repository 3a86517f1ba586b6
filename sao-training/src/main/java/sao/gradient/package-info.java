/// From tokens to gradients: a prompt and its answers forward through the model under training, and the
/// derivative of any function of the answers' log-probabilities back to its weights. Knows nothing of pairs, of
/// losses beyond their derivative, of steps or of files.
///
/// Shapes: N tokens of a row, M answer tokens in it, E model width, H heads, K key-value heads, D head width.
///
/// **Threads.** The one that owns the weights. **Ownership.** A [sao.gradient.TrainableModel] owns weights
/// and sums of gradients until it is closed; activations die with the row that needed them; what a method
/// returns belongs to the caller's scope. No argument may be null.
@NullMarked
package sao.gradient;

import org.jspecify.annotations.NullMarked;
