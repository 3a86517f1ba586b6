/// What the protocols of other tools have in common: files of JSON records, records of two files matched by a key,
/// paired differences, answers of a model by prompt. Knows nothing of models, judges and commands.
///
/// **Threads.** Records are immutable; all methods may be called from any thread.
///
/// **Ownership.** A method closes the files that it opens before it returns.
@NullMarked
package sao.protocol;

import org.jspecify.annotations.NullMarked;
