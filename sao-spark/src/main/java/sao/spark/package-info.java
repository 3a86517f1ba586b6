/// Reserved for the row-wise pipeline on a Spark cluster; contains no code yet. Knows nothing of the command
/// line or the HTTP server.
///
/// **Threads.** A partition's rows run on its executor's task thread.
@NullMarked
package sao.spark;

import org.jspecify.annotations.NullMarked;
