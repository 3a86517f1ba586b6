/// Telling new prompts from repetitions of earlier ones and of benchmarks, before responses are paid for, and
/// measuring how varied prompts are. Knows nothing of models, ledgers or where prompts come from.
///
/// **Threads.** An index belongs to one thread at a time; rows that share one pass it in a fixed order, see
/// [sao.concurrent.TurnOrder].
///
/// **Ownership.** An index keeps numbers, never the texts. No argument may be null and no method returns null.
@NullMarked
package sao.novelty;

import org.jspecify.annotations.NullMarked;
