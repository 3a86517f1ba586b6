/// The command line program: parses arguments, runs a command, and prints errors. Knows nothing of the
/// computations.
///
/// **Threads.** A command runs on the main thread. Commands name heavy classes only inside their methods,
/// so that `sao --help` loads none of them.
///
/// **Ownership.** A command closes the resources that it opens. No argument may be null and no method returns
/// null.
@NullMarked
package sao.cli;

import org.jspecify.annotations.NullMarked;
