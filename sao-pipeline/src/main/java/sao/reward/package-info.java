/// The judge that asks a reward model, which values a response with one number instead of a text. It knows nothing of
/// other judges and of how the number is computed.
///
/// **Threads.** The judge is thread-safe if its model is.
///
/// **Ownership.** The model stays the caller's.
@NullMarked
package sao.reward;

import org.jspecify.annotations.NullMarked;
