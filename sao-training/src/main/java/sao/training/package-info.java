/// Trains a model on preference pairs: which are let in, in which order, what a step does, who watches, and how
/// it goes on after a kill. Knows nothing of judges, prompts, ledgers or the command line, and of a model only
/// that rows of tokens go through it and gradients come back.
///
/// **Threads.** One platform thread owns weights, gradients and optimiser; callers wait for it.
/// **Ownership.** Weights live as long as their trainer; all else dies with the pair that needed it. No
/// argument may be null.
@NullMarked
package sao.training;

import org.jspecify.annotations.NullMarked;
