/// AlpacaEval 2: annotation files, the win rate with its standard error, the length-controlled win rate, and the
/// paired comparison of two models that were annotated against the same baseline. Knows nothing of models, judges and
/// commands.
///
/// **Threads.** Records are immutable; all methods may be called from any thread.
///
/// **Ownership.** A method closes the files that it opens before it returns.
@NullMarked
package sao.alpaca;

import org.jspecify.annotations.NullMarked;
