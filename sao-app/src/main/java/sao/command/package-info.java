/// Types that all commands use: exit codes, usage errors, the handling of signals, and the options of models
/// and formats. Knows nothing of particular commands.
///
/// **Threads.** All types are used by the thread of a command, except [sao.command.Signals], which the thread of a
/// signal uses too.
///
/// **Ownership.** A command closes the models, files and ledgers that it opens before it returns. No argument
/// may be null and no method returns null.
@NullMarked
package sao.command;

import org.jspecify.annotations.NullMarked;
