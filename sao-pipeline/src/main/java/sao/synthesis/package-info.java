/// Synthesis of preference pairs: the pipeline of a row, from a persona through prompt, novelty check, responses
/// and judgment to a preference pair or a drop with a reason, and the concurrent processing of rows. Knows nothing
/// of how a model computes, how a judge decides, or how a ledger stores.
///
/// **Threads.** Each row is processed by its own virtual thread. A [sao.synthesis.Synthesis] is run once, by one
/// thread; its progress may be read by any thread.
///
/// **Ownership.** The caller owns models, judge and ledger. No argument may be null and no method returns null.
@NullMarked
package sao.synthesis;

import org.jspecify.annotations.NullMarked;
