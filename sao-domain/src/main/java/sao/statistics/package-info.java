/// Estimators and confidence intervals for reported figures. Knows nothing of models, runs or judges.
///
/// **Threads.** All records are immutable and may be used by any number of threads. A
/// [sao.statistics.SeededSample] belongs to one thread at a time.
///
/// **Ownership.** The types own no resources and do not keep arrays of the caller.
@NullMarked
package sao.statistics;

import org.jspecify.annotations.NullMarked;
