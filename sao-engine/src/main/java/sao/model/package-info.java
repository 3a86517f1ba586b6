/// Models on disk, opened: configuration, weights, tokenizer and chat template of a Hugging Face folder or a GGUF
/// file, and conversations as token ids. Knows nothing of arithmetic, sampling or training.
///
/// **Threads.** A model source reads weights for one thread at a time; everything else is immutable and shared.
///
/// **Ownership.** A source owns its mapped files until it is closed. No argument may be null.
@NullMarked
package sao.model;

import org.jspecify.annotations.NullMarked;
