/// Selection of a preference pair from the judged responses to a prompt, or of the reason for its exclusion. Knows
/// rankings, and nothing of how a judge computes them or of training.
///
/// **Threads.** All types are immutable and may be used by any number of threads.
///
/// **Ownership.** The types hold no resources. No argument may be null and no method returns null.
@NullMarked
package sao.pairing;

import org.jspecify.annotations.NullMarked;
