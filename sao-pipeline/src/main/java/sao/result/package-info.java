/// What is measured in a round: a sealed family of results, and the codec between them and rows of the
/// ledger. Knows nothing of how they are measured and shown.
///
/// **Threads.** All values are immutable; all methods may be called from any thread.
///
/// **Ownership.** Nothing here holds anything that must be closed. No argument may be null and no method
/// returns null.
@NullMarked
package sao.result;

import org.jspecify.annotations.NullMarked;
