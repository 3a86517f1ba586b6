/// Statistics that several parts of the program report: intervals and their estimators. Knows nothing of models,
/// runs or judges.
///
/// **Threads.** All types are immutable; all methods are pure.
///
/// **Ownership.** Nothing is owned.
@NullMarked
package sao.statistics;

import org.jspecify.annotations.NullMarked;
