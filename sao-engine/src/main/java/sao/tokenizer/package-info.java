/// Text to token ids and back. Knows nothing of tensors, weights or conversations.
///
/// **Threads.** A tokenizer is shared by all threads. **Ownership.** Its native part lives as long as the
/// process. No argument may be null.
@NullMarked
package sao.tokenizer;

import org.jspecify.annotations.NullMarked;
