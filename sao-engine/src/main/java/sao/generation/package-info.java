/// Batched generation and scoring with one model: calls, their scheduler, prefill and decoding, and the
/// [sao.chat.ChatModel] over them. Knows nothing of personas, judging or training.
///
/// **Threads.** Any thread may call; callers wait. One platform thread per lane computes.
///
/// **Ownership.** A call's caches are closed on the engine thread when its result is complete, however it
/// completes. The model's weights are freed when the engine is closed. No argument may be null.
@NullMarked
package sao.generation;

import org.jspecify.annotations.NullMarked;
