/// Metrics in the file formats of other tools: TensorBoard event files. Knows nothing of the metrics' meaning.
///
/// **Threads.** A writer is not thread-safe; one thread uses it.
///
/// **Ownership.** A writer owns its open file until it is closed.
@NullMarked
package sao.metrics;

import org.jspecify.annotations.NullMarked;
