/// Model configurations in files: transformers' `config.json` and the metadata of GGUF, read and written. Knows
/// nothing of weights or arithmetic.
///
/// **Threads.** Any; nothing is shared between calls.
///
/// **Ownership.** Nothing native. No argument may be null.
@NullMarked
package sao.configfile;

import org.jspecify.annotations.NullMarked;
