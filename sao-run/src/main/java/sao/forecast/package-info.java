/// Forecasts the tokens, time, memory, disk and cost of a run by stage, each as a range. A forecast is computed
/// from the
/// settings, from averages of a few sampled rows and from rates. Knows nothing of ledgers or the command line.
///
/// **Threads.** All records are immutable; a forecast is computed on the caller's thread.
///
/// **Ownership.** Nothing is held. No argument may be null and no method returns null.
@NullMarked
package sao.forecast;

import org.jspecify.annotations.NullMarked;
