/// Commands that evaluate models on benchmarks: `sao evaluate` and its subcommands. Knows nothing of runs and
/// settings files.
///
/// **Threads.** A command runs on the main thread.
///
/// **Ownership.** A command closes the models and files that it opens before it returns. No argument may be null
/// and no method returns null.
@NullMarked
package sao.evaluatecommand;

import org.jspecify.annotations.NullMarked;
