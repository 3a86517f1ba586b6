/// Content ids: names of things that are digests of all that determines them, the canonical JSON that is
/// digested, and the byte form of token ids and log-probabilities. Knows nothing of files and databases.
///
/// **Threads.** All methods are static and may be called from any thread.
///
/// **Ownership.** Arguments are read and not kept; returned arrays are the caller's. No argument may be null
/// and no method returns null.
@NullMarked
package sao.content;

import org.jspecify.annotations.NullMarked;
