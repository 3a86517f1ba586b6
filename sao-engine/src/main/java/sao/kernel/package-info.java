/// Computations on the processor that are written in Java instead of libtorch's operators: rows shared among
/// threads, and exponentials. Knows nothing of models.
///
/// **Threads.** [RowWorkers] is used by one engine thread and closed by it; its helpers live as long.
///
/// **Ownership.** Workers own their scratch memory until they are closed. No argument may be null.
@NullMarked
package sao.kernel;

import org.jspecify.annotations.NullMarked;
