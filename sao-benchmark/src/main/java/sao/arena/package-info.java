/// Arena-Hard 0.1 and 2.0: judgment files, the five verdicts, Bradley-Terry ratings with a bootstrap, and the control
/// for style. Knows nothing of models, judges and commands.
///
/// **Threads.** Records are immutable; all methods may be called from any thread.
///
/// **Ownership.** A method closes the files that it opens before it returns.
@NullMarked
package sao.arena;

import org.jspecify.annotations.NullMarked;
