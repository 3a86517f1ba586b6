/// Telling new prompts from those that came before, ahead of paying for answers. Knows nothing of models,
/// ledgers or where prompts come from.
///
/// **Threads.** An index belongs to one thread at a time; a [sao.novelty.RowOrder] lets the threads of many
/// rows pass one at a time, in the order of their rows.
///
/// **Ownership.** An index keeps numbers, never the texts. No argument may be null and no method returns
/// null.
@NullMarked
package sao.novelty;

import org.jspecify.annotations.NullMarked;
