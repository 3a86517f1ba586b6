/// The catalog of models that can be downloaded by name, with their sources, sizes and licences, and the folder
/// of downloaded models. Knows nothing of weights, tokenizers or the use of a model.
///
/// **Threads.** Threads and processes may share a [sao.catalog.ModelStore]: a file gets its name only when it
/// is complete and verified.
///
/// **Ownership.** Temporary files are removed before a method returns. No argument may be null and no
/// method returns null.
@NullMarked
package sao.catalog;

import org.jspecify.annotations.NullMarked;
