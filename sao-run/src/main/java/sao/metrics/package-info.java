/// Metrics in the file formats of other tools: TensorBoard event files. Knows nothing of what is measured.
///
/// **Threads.** A writer belongs to one thread.
///
/// **Ownership.** A writer keeps its file open until it is closed.
@NullMarked
package sao.metrics;

import org.jspecify.annotations.NullMarked;
