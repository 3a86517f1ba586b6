/// The 25 rules of IFEval (Zhou et al., Instruction-following evaluation for large language models, arXiv 2311.07911),
/// written from their definitions and from the observed verdicts of the official verifiers. Knows nothing of rows,
/// files or models.
///
/// Differences: keywords, forbidden words and section markers are literal texts, not regular expressions; the
/// language and the sentences of an answer are found by other models (`docs/decisions/0030`).
///
/// **Threads.** Rules have no state; all methods may be called from any thread.
///
/// **Ownership.** Nothing is held. No argument may be null and no method returns null.
@NullMarked
package sao.ifeval;

import org.jspecify.annotations.NullMarked;
