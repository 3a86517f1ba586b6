/// Safetensors files, whole or in shards, read by memory map and written. Knows nothing of configurations or
/// arithmetic.
///
/// **Threads.** One thread at a time, the one that owns the model.
///
/// **Ownership.** A tensor that was read belongs to the scope of the caller; mapped memory lives until the
/// file is closed. No argument may be null.
@NullMarked
package sao.safetensors;

import org.jspecify.annotations.NullMarked;
