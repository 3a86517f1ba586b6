/// The loop itself: strings the stages of the method together on a run's folder, resumably, and tells how
/// far it is. Knows nothing of the command line; it leaves every computation to the wing that owns it.
///
/// **Threads.** A [sao.loop.Run] runs on its caller's thread; another thread may ask it to stop.
/// [sao.loop.Progress] renders on a thread of its own.
///
/// **Ownership.** A run holds the ledger, and with it the folder's lock, from its start to its end; models
/// are open only in the stages that ask them. No argument may be null and no method returns null.
@NullMarked
package sao.loop;

import org.jspecify.annotations.NullMarked;
