/// Verifiable constraints: instructions added to a prompt that a rule on the answer's text verifies, such as "Use at
/// most 3 sentences.", and the pass rates of models on them. No judge is involved. Knows the interface of models and
/// the records of results, and nothing of judges, training, files or pages.
///
/// **Threads.** Records are immutable and rules have no state; all methods may be called from any thread.
///
/// **Ownership.** Models are borrowed and never closed. No argument may be null and no method returns null.
@NullMarked
package sao.constraint;

import org.jspecify.annotations.NullMarked;
