/// Benchmarks of language models by their published definitions: each is a data file with its prompt pattern,
/// splits, metrics and filters, and a small interpreter turns rows into requests and results into figures. Knows
/// nothing of files, command lines, engines or runs: rows and the model are given to it.
///
/// **Threads.** Types are immutable unless they say otherwise. A model is asked from virtual threads.
///
/// **Ownership.** The caller keeps the model and closes it. No argument may be null and no method returns null.
@NullMarked
package sao.benchmark;

import org.jspecify.annotations.NullMarked;
