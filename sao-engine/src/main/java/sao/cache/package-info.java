/// KV caches, contiguous on the processor and paged on graphics cards, attention over them, and the prefix cache.
/// Knows nothing of calls, sampling or text.
///
/// Shapes: K key-value heads, G query heads of each, D head width, T tokens of a chunk, P chunks of a pass.
///
/// **Threads.** One engine thread for each lane; nothing is shared between lanes but the weights.
///
/// **Ownership.** A cache belongs to the owner that allocated or copied it, and is closed by it. The memory of
/// paged caches belongs to their [Caches]. No argument may be null.
@NullMarked
package sao.cache;

import org.jspecify.annotations.NullMarked;
