/// Batched sampling and scoring with one model behind the door. Knows nothing of personas, judging or
/// training.
///
/// **Threads.** Callers come from anywhere and wait; one platform thread owns the model. **Ownership.**
/// Caches live as long as their engine. No argument may be null.
@NullMarked
package sao.generation;

import org.jspecify.annotations.NullMarked;
