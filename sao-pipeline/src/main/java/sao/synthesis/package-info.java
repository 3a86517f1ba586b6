/// The way of a row, from a persona through prompt, novelty, two responses and judgment to a preference
/// pair or a counted drop, and the running of many rows at once. Knows nothing of how a model computes, how
/// a judge decides, or how a ledger stores.
///
/// **Threads.** Each row is carried by one virtual thread of its own. A [sao.synthesis.Synthesis] is run
/// once, by one thread; its progress may be read by any.
///
/// **Ownership.** Models, judge and ledger stay the caller's. No argument may be null and no method returns
/// null.
@NullMarked
package sao.synthesis;

import org.jspecify.annotations.NullMarked;
