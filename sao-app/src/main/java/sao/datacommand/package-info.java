/// Commands that work on the data of runs and users: train, ledger, dataset and export.
///
/// **Threads.** A command runs on the main thread.
///
/// **Ownership.** A command closes the models, files and ledgers that it opens before it returns. No argument
/// may be null and no method returns null.
@NullMarked
package sao.datacommand;

import org.jspecify.annotations.NullMarked;
