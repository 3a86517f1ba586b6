/// GGUF files, read by memory map and written: header, quantised block types, llama.cpp's names of tensors. Knows
/// nothing of configurations, tokenizers or arithmetic.
///
/// **Threads.** One thread at a time, the one that owns the model.
///
/// **Ownership.** A tensor that was read belongs to the scope of the caller; mapped memory lives until the
/// file is closed. No argument may be null.
@NullMarked
package sao.gguf;

import org.jspecify.annotations.NullMarked;
