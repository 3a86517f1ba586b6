/// The command that runs a grid of settings and seeds as one experiment. Knows nothing of the computations.
///
/// **Threads.** A command runs on the main thread.
///
/// **Ownership.** A command closes the files and ledgers that it opens before it returns. No argument may be null
/// and no method returns null.
@NullMarked
package sao.experimentcommand;

import org.jspecify.annotations.NullMarked;
