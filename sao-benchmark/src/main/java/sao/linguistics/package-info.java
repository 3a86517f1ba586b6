/// Splitting and classifying text as the verifiers of instruction benchmarks need it: words, tokens of the Penn
/// Treebank, sentences by two definitions, languages, parts of speech, syllables and stop words. Knows nothing of
/// instructions, files or models.
///
/// Lengths and positions are those of Java strings (UTF-16) unless a method says code points. White space is that of
/// Python (`str.isspace`), because the verifiers are defined in terms of it.
///
/// **Threads.** All methods may be called from any thread; the statistical models are loaded once, at first use.
///
/// **Ownership.** Values are immutable. No argument may be null and no method returns null.
@NullMarked
package sao.linguistics;

import org.jspecify.annotations.NullMarked;
