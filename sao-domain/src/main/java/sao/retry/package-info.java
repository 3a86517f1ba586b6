/// Repetition of model calls that may succeed later. Knows of [sao.chat.ChatModel] and the failures of [sao.error]
/// only.
///
/// **Threads.** A retrying model may be called from any thread, as the model it wraps; a call that waits for its
/// next attempt blocks its thread and no other, and ends when the thread is interrupted.
///
/// **Ownership.** A wrapped model stays the caller's.
@NullMarked
package sao.retry;

import org.jspecify.annotations.NullMarked;
