/// Writing prompts with a model: request templates, rewriting of personas, and extraction of the prompt from the
/// model's answer. Knows nothing of novelty, of how prompts are answered, or of the ledger.
///
/// **Threads.** All types are immutable and may be used by any number of threads.
///
/// **Ownership.** Models stay the property of the caller. No argument may be null and no method returns null.
@NullMarked
package sao.prompt;

import org.jspecify.annotations.NullMarked;
