/// The command line: what can be typed, and how answers and errors look on a terminal. Knows nothing of how
/// anything is computed.
///
/// **Threads.** A command runs on the main thread. Commands name heavy classes only inside their methods,
/// so that `sao --help` loads none of them.
///
/// **Ownership.** A command closes what it opens. No argument may be null and no method returns null.
@NullMarked
package sao.cli;

import org.jspecify.annotations.NullMarked;
