/// Evaluation of a trained model against its start model: held-out prompts and benchmarks, win rate with interval,
/// length control, repetition. Knows only the interfaces of models and judges, and nothing of training, files or
/// pages.
///
/// **Threads.** Records are immutable. A measurement calls its model and its judge from virtual threads and
/// returns when all calls have ended.
///
/// **Ownership.** Models and judges are borrowed and never closed.
@NullMarked
package sao.evaluation;

import org.jspecify.annotations.NullMarked;
