/// The row-wise pipeline on a Spark cluster. Holds only this sign so far: what runs on one machine comes
/// first. Knows nothing of the command line or the web.
///
/// **Threads.** A partition's rows run on its executor's task thread.
@NullMarked
package sao.spark;

import org.jspecify.annotations.NullMarked;
