/// Judges of responses: the interface of a judge, rankings of several responses, the mean of several judges, and
/// judges that compare a response with the other responses to its prompt. Knows nothing of models, of the ledger that
/// remembers their calls, or of the use of a judgment.
///
/// **Threads.** Judges are immutable and may be used by any number of threads. A comparison may block on a model
/// call, so callers use virtual threads.
///
/// **Ownership.** A judge borrows its model and never closes it. No argument may be null and no method returns
/// null.
@NullMarked
package sao.judging;

import org.jspecify.annotations.NullMarked;
