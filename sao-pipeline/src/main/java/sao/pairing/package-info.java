/// Making a preference pair of a judged prompt, or saying why not. Knows a ranking, and nothing of
/// how a judge came to it or of training.
///
/// **Threads.** Everything here is immutable and free of effects.
///
/// **Ownership.** Nothing is held. No argument may be null and no method returns null.
@NullMarked
package sao.pairing;

import org.jspecify.annotations.NullMarked;
