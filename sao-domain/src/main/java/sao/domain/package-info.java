/// The data of the method: persona, prompt, response, judgment and preference pair. Knows nothing of tensors,
/// files, databases, servers or the command line.
///
/// **Threads.** All records are immutable and safe to share.
///
/// **Ownership.** Nothing here owns a resource. No argument may be null and no method returns null.
@NullMarked
package sao.domain;

import org.jspecify.annotations.NullMarked;
