/// Bounded concurrency on virtual threads, and execution in a fixed order. Knows nothing of the tasks that it
/// executes.
///
/// **Threads.** Every class is safe for the threads it coordinates.
///
/// **Ownership.** Threads end with the call that started them. No argument may be null and no method returns null.
@NullMarked
package sao.concurrent;

import org.jspecify.annotations.NullMarked;
