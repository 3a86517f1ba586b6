/// Results of a model question by question: the project's own files and those of lm-eval, and the paired comparison of
/// several models. Knows nothing of models, judges and commands.
///
/// **Threads.** Records are immutable; all methods may be called from any thread.
///
/// **Ownership.** A method closes the files that it opens before it returns.
@NullMarked
package sao.samples;

import org.jspecify.annotations.NullMarked;
