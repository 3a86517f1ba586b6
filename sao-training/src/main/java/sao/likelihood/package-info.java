/// The log-probabilities of the answers of a batch: all that a preference loss reads. Knows nothing of losses
/// and of the model that computed them.
///
/// Shapes: B pairs. Log-probabilities are natural and summed over the tokens of an answer unless a mean is named.
///
/// **Threads.** The thread that owns the tensors. **Ownership.** Tensors belong to the caller's scope. No
/// argument may be null.
@NullMarked
package sao.likelihood;

import org.jspecify.annotations.NullMarked;
