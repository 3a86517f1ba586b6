/// Commands that work on a run: run, plan, status, report, synthesize and judge.
///
/// **Threads.** A command runs on the main thread.
///
/// **Ownership.** A command closes the models, files and ledgers that it opens before it returns. No argument
/// may be null and no method returns null.
@NullMarked
package sao.runcommand;

import org.jspecify.annotations.NullMarked;
