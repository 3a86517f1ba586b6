/// Commands that evaluate models on benchmarks: `sao evaluate` and its subcommands. They compute figures
/// from files of other tools, compare two models by judges, and compare results.
///
/// **Threads.** A command runs on the main thread.
///
/// **Ownership.** A command closes the models and files that it opens before it returns. No argument may be null
/// and no method returns null.
@NullMarked
package sao.evaluatecommand;

import org.jspecify.annotations.NullMarked;
