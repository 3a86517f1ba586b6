/// Makes the summary of a run from its ledger, while the run goes on or later, and the results of a round from
/// measurements and audits. Knows nothing of HTML and the command line, and calls no model.
///
/// **Threads.** Everything is computed on the caller's thread.
///
/// **Ownership.** A [sao.ledger.LedgerReader] given to a method stays the caller's. No argument may be null and
/// no method returns null.
@NullMarked
package sao.summarizer;

import org.jspecify.annotations.NullMarked;
