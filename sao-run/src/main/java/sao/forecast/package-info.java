/// What a run will take: tokens, time, memory, disk and money by stage, each with a range. Arithmetic on
/// settings, on what a few rows looked like and on rates; knows nothing of models, ledgers or the command
/// line, and measures nothing itself.
///
/// **Threads.** Everything is immutable and computed on the caller's thread.
///
/// **Ownership.** Nothing is held. No argument may be null and no method returns null.
@NullMarked
package sao.forecast;

import org.jspecify.annotations.NullMarked;
