/// The models the product knows by name: where they come from, what they weigh, under which licence; and
/// the folder in which they are kept. Knows nothing of weights, tokenizers or what is done with a model.
///
/// **Threads.** A [sao.catalog.ModelStore] may be used by many threads and processes at once: a file
/// appears under its name only when it is whole and verified.
///
/// **Ownership.** Temporary files are removed before a method returns. No argument may be null and no
/// method returns null.
@NullMarked
package sao.catalog;

import org.jspecify.annotations.NullMarked;
