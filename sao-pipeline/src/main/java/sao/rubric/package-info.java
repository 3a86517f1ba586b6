/// The words in which a model is asked to judge: templates whose slots are fenced against the texts put into
/// them, and the removal of forged verdicts from those texts. Knows nothing of models or of how an answer is read.
///
/// **Threads.** Everything is immutable and may be used by any number of threads.
///
/// **Ownership.** Nothing is kept. No argument may be null and no method returns null.
@NullMarked
package sao.rubric;

import org.jspecify.annotations.NullMarked;
