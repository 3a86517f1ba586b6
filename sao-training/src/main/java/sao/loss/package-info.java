/// Preference losses of a pair as functions of the log-probabilities of its two answers. Knows nothing of
/// models, tokens, batches in memory or optimisers: only of log-probabilities and lengths.
///
/// Notation, in the formulas of all classes: `s` summed log-probability of an answer given its prompt,
/// nats; `n` its tokens; `a = s / n` the mean; `D = s - s_ref` the same against the reference model; `w`
/// chosen, `l` rejected; `p` the probability that chosen is better; `H(p, z) = -p log sigmoid(z) - (1 - p)
/// log sigmoid(-z)` the cross-entropy of a label `p` under the log-odds `z`.
///
/// **Threads.** Losses are immutable; their tensors belong to the thread that made them. **Ownership.** A
/// returned tensor belongs to the caller's scope, arguments stay the caller's. No argument may be null.
@NullMarked
package sao.loss;

import org.jspecify.annotations.NullMarked;
