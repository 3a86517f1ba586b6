/// The people in whose role the model writes prompts: from a grid of our own word lists, or from a file of
/// the user's. Knows nothing of models or of what is asked.
///
/// **Threads.** A [sao.persona.PersonaSource] is immutable. A [sao.persona.PersonaStream] belongs to one
/// thread at a time.
///
/// **Ownership.** Whoever opens a stream closes it. No argument may be null and no method returns null.
@NullMarked
package sao.persona;

import org.jspecify.annotations.NullMarked;
