/// Deciding which of two responses to a prompt is the better one, and measuring whether a judge can. Knows
/// a model only by its door, and nothing of tensors, of the ledger that remembers its calls, or of what
/// becomes of a verdict.
///
/// **Threads.** Judges hold no state: any number of threads may ask one. A question blocks until the model
/// has answered, so ask from virtual threads.
///
/// **Ownership.** A judge borrows its model and never closes it.
@NullMarked
package sao.judging;

import org.jspecify.annotations.NullMarked;
