/// Trains a model on preference pairs: rows, gradients, optimiser, checkpoints. Knows nothing of judges,
/// prompts, ledgers or the command line, and of a model only that it gives hidden states and logits.
///
/// Shapes: N tokens of a row, M answer tokens in it, E model width, H heads, K key-value heads, D head
/// width, V vocabulary.
///
/// **Threads.** One platform thread owns weights, gradients and optimiser; callers wait for it.
/// **Ownership.** Weights live as long as their trainer; all else dies with the pair that needed it. No
/// argument may be null.
@NullMarked
package sao.training;

import org.jspecify.annotations.NullMarked;
