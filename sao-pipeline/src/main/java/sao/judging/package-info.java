/// Deciding which of two responses to a prompt is the better one: the interface of a judge, rankings of several
/// responses, the mean of several judges, and the judges that ask no model. Knows nothing of models, of the
/// ledger that remembers their calls, or of what a judgment leads to.
///
/// **Threads.** Judges are immutable and may be asked by any number of threads. Asking may block on a model, so
/// ask on virtual threads.
///
/// **Ownership.** A judge borrows its model and never closes it. No argument may be null and no method returns
/// null.
@NullMarked
package sao.judging;

import org.jspecify.annotations.NullMarked;
