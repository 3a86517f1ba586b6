/// Personas in whose role a model writes prompts: from a grid of built-in or user-defined word lists, from a file
/// of the user, or empty ones. Knows nothing of models or prompts.
///
/// **Threads.** A [sao.persona.PersonaSource] is immutable. A [sao.persona.PersonaStream] belongs to one thread at
/// a time.
///
/// **Ownership.** The caller that opens a stream closes it. No argument may be null and no method returns null.
@NullMarked
package sao.persona;

import org.jspecify.annotations.NullMarked;
