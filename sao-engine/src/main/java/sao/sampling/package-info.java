/// Draws tokens from logits: filters, penalties, alternatives, and the rules that end a response. Knows
/// nothing of models, caches or calls.
///
/// Shapes: R rows, D draws, V vocabulary.
///
/// **Threads.** The engine thread of the lane. **Ownership.** Logits stay the caller's; nothing native is kept. No
/// argument may be null.
@NullMarked
package sao.sampling;

import org.jspecify.annotations.NullMarked;
