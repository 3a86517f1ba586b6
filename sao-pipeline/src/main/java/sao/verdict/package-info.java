/// Judges that ask a model, for a verdict in words or for log-probabilities. Knows the words of the question from
/// `sao.rubric`, and nothing of how models compute or of what a judgment leads to.
///
/// **Threads.** Judges are immutable and may be asked by any number of threads. A question blocks until the model
/// has answered, so ask on virtual threads.
///
/// **Ownership.** A judge borrows its model and never closes it. No argument may be null and no method returns
/// null.
@NullMarked
package sao.verdict;

import org.jspecify.annotations.NullMarked;
