/// Judges with a model, which sample a written verdict or score log-probabilities. Knows the templates of
/// `sao.rubric`, and nothing of how models compute or of the use of a judgment.
///
/// **Threads.** Judges are immutable and may be used by any number of threads. A comparison blocks on a model
/// call, so callers use virtual threads.
///
/// **Ownership.** A judge borrows its model and never closes it. No argument may be null and no method returns
/// null.
@NullMarked
package sao.verdict;

import org.jspecify.annotations.NullMarked;
