/// Writing prompts with a model: request templates, the personas in whose role it writes, and reading the prompt
/// out of its answer. Knows nothing of novelty, of how prompts are answered, or of the ledger.
///
/// **Threads.** Everything is immutable and may be used by any number of threads.
///
/// **Ownership.** Models stay the property of the caller. No argument may be null and no method returns null.
@NullMarked
package sao.prompt;

import org.jspecify.annotations.NullMarked;
