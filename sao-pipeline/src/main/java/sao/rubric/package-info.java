/// Templates of judge prompts, whose slots are fenced against instructions in the inserted texts, and the removal
/// of forged verdicts from those texts. Knows nothing of models or of how an answer is parsed.
///
/// **Threads.** Everything is immutable and may be used by any number of threads.
///
/// **Ownership.** Templates hold no resources. No argument may be null and no method returns null.
@NullMarked
package sao.rubric;

import org.jspecify.annotations.NullMarked;
