/// Runs the whole method in one folder: rounds of stages, resumable. This is the API for programs that embed
/// SAO. Knows nothing of the command line, of web servers or of Parquet.
///
/// **Threads.** A [sao.run.Run] runs on its caller's thread; another thread may request a stop.
///
/// **Ownership.** A run holds the ledger, and with it the folder's lock, from its start to its end. Models are
/// open only in the stages that call them.
@NullMarked
package sao.run;

import org.jspecify.annotations.NullMarked;
