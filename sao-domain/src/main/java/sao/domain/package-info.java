/// The nouns of the method and the one door to a model, [sao.domain.ChatModel]. Knows nothing of tensors,
/// files, databases, servers or the command line; everything else knows it.
///
/// **Threads.** All records are immutable and safe to share. A [sao.domain.ChatModel] may be called from
/// any thread, best from a virtual one: its calls block.
///
/// **Ownership.** Nothing here owns native memory. No argument may be null and no method returns null.
@NullMarked
package sao.domain;

import org.jspecify.annotations.NullMarked;
