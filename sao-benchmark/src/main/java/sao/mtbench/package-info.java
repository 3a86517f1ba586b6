/// MT-Bench: judgment files of single answers and of pairs, ratings read by its regular expressions, scores by turn and
/// category. Knows nothing of models, judges and commands.
///
/// **Threads.** Records are immutable; all methods may be called from any thread.
///
/// **Ownership.** A method closes the files that it opens before it returns.
@NullMarked
package sao.mtbench;

import org.jspecify.annotations.NullMarked;
