/// The people in whose role the model writes prompts: from a grid of word lists, ours or the user's, from a
/// file of the user's, or nobody at all. Knows nothing of models or of what is asked.
///
/// **Threads.** A [sao.persona.PersonaSource] is immutable. A [sao.persona.PersonaStream] belongs to one
/// thread at a time.
///
/// **Ownership.** Whoever opens a stream closes it. No argument may be null and no method returns null.
@NullMarked
package sao.persona;

import org.jspecify.annotations.NullMarked;
