/// The embedded trainer: parity check, optimizer steps, guard with rollbacks, checkpoints and the export of
/// the model folder. Knows nothing of judges, ledgers or the command line; of a model it knows only the
/// forward and backward passes of token rows.
///
/// **Threads.** One platform thread owns weights, gradients and optimizer; the caller waits for it.
/// **Ownership.** Weights live as long as their training; all other tensors are freed with the row that
/// needed them. No argument may be null.
@NullMarked
package sao.training;

import org.jspecify.annotations.NullMarked;
