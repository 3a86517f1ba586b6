/// Answered model calls in the ledger: how they are found by the content id of the request, and the model
/// that asks only what neither this ledger nor those of other runs answer. Knows nothing of rows and rounds.
///
/// **Threads.** A [sao.calls.RememberingModel] may be called from any number of threads; requests that two
/// threads make at once are asked once. [sao.calls.ContentStore] and [sao.calls.CallStore] write on the thread
/// that commits.
///
/// **Ownership.** Models stay the caller's and are not closed. No argument may be null and no method returns
/// null.
@NullMarked
package sao.calls;

import org.jspecify.annotations.NullMarked;
