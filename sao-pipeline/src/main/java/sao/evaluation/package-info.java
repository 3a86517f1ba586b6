/// Measuring a trained model against the one it started from: held-out prompts and benchmarks, win rate
/// with interval, length control, repetition. Knows models and judges by their doors only; nothing of
/// training, files or pages.
///
/// **Threads.** Records are immutable. A measurement asks its model and its judge from virtual threads of
/// its own and returns when all are done.
///
/// **Ownership.** Models and judges are borrowed and never closed.
@NullMarked
package sao.evaluation;

import org.jspecify.annotations.NullMarked;
