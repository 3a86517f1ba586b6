/// Writes preference pairs and the other results of a run as dataset folders for other tools: JSON lines or
/// Parquet, with a dataset card. Pairs are in TRL's conversational preference type. Knows nothing of models or
/// training.
///
/// **Threads.** One thread writes a file from the first row to the last; no state is shared between threads.
///
/// **Ownership.** Files have fixed names in the given folder and become visible only when they are complete.
/// Other files in the folder are not changed.
@NullMarked
package sao.dataset;

import org.jspecify.annotations.NullMarked;
