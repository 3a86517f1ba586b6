/// Decoders: the forward computation of the Llama, Mistral, Qwen and Gemma families. Knows nothing of
/// sampling, conversations or training.
///
/// Shapes: B batch, L length, H heads, K key-value heads, D head width, E model width, F feed-forward
/// width, V vocabulary.
///
/// **Threads.** The model's one platform thread. **Ownership.** A model owns its weights until it is closed.
/// No argument may be null.
@NullMarked
package sao.architecture;

import org.jspecify.annotations.NullMarked;
