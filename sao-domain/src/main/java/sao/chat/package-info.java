/// The interface of every model, [sao.chat.ChatModel]: conversations in, sampled answers and scores out. Knows
/// nothing of how a model is computed, of HTTP, or of the method that calls it.
///
/// **Threads.** All records are immutable and safe to share. A [sao.chat.ChatModel] may be called from any
/// thread, best from a virtual one: its calls block.
///
/// **Ownership.** The caller that opens a model closes it. No argument may be null and no method returns null.
@NullMarked
package sao.chat;

import org.jspecify.annotations.NullMarked;
