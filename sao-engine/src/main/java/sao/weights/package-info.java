/// Files of weights: safetensors and GGUF, read by memory map and written. Knows nothing of arithmetic,
/// tokens or conversations.
///
/// **Threads.** One thread at a time, the one that owns the model. **Ownership.** A read tensor belongs to
/// the scope of the caller; mapped memory lives until the source is closed. No argument may be null.
@NullMarked
package sao.weights;

import org.jspecify.annotations.NullMarked;
