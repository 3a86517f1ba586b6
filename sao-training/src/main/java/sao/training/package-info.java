/// The embedded trainer: parity check, steps of the optimizer, guard with rollbacks, checkpoints and the
/// model folder at the end. Knows nothing of judges, prompts, ledgers or the command line, and of a model
/// only that rows of tokens go through it and gradients come back.
///
/// **Threads.** One platform thread owns weights, gradients and optimizer; the caller waits for it. **Ownership.**
/// Weights live as long as their training; all other tensors die with the row that needed them. No argument may be
/// null.
@NullMarked
package sao.training;

import org.jspecify.annotations.NullMarked;
