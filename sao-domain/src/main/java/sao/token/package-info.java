/// Tokens and how they are sampled: ids, log-probabilities, sampling parameters and seeds. Knows nothing of
/// tokenizers, tensors or conversations.
///
/// **Threads.** All types are immutable and safe to share.
///
/// **Ownership.** Nothing here owns native memory.
@NullMarked
package sao.token;

import org.jspecify.annotations.NullMarked;
