/// Models written to disk: the folder that transformers loads and the GGUF file that llama.cpp loads, and the
/// comparison of a written model with its source. Knows nothing of training or sampling.
///
/// **Threads.** One thread at a time, the one that reads the source's weights.
///
/// **Ownership.** Nothing is kept: sources and weights stay the caller's. No argument may be null.
@NullMarked
package sao.modelfile;

import org.jspecify.annotations.NullMarked;
