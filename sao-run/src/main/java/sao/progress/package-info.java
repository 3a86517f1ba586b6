/// Progress of long work for the user: one line for each stage, its rate and its remaining time, and requests to
/// stop. Knows nothing of what the stages do.
///
/// **Threads.** [sao.progress.Progress] renders on a thread of its own; meters are read and updated from any
/// thread. [sao.progress.StopRequest] is made on one thread and observed on others.
///
/// **Ownership.** A meter is closed by the stage that began it.
@NullMarked
package sao.progress;

import org.jspecify.annotations.NullMarked;
