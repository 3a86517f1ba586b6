/// Logistic regression on any number of predictors with an L1 penalty. Knows nothing of models, runs or judges.
///
/// **Threads.** All types are immutable and may be used by any number of threads.
///
/// **Ownership.** The types own no resources and do not keep arrays of the caller.
@NullMarked
package sao.regression;

import org.jspecify.annotations.NullMarked;
