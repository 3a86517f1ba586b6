/// The 58 rules of IFBench (Pyatkin et al., Generalizing verifiable instruction following, arXiv 2507.02833), written
/// from their definitions and from the observed verdicts of the official verifiers, also where these verify less than
/// the instruction says. Knows nothing of rows, files or models.
///
/// Differences: whether a word is a verb, and how many syllables it has, is estimated by other models
/// (`docs/decisions/0030`).
///
/// **Threads.** Rules have no state; all methods may be called from any thread.
///
/// **Ownership.** Nothing is held. No argument may be null and no method returns null.
@NullMarked
package sao.ifbench;

import org.jspecify.annotations.NullMarked;
