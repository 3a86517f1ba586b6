/// Reads users' files: preference pairs in the formats of several datasets, labelled pairs for measuring
/// judges, prompts of benchmarks, and personas in Parquet. Finds defects of preference pairs as training data.
/// Knows nothing of runs, models or how datasets are written.
///
/// **Threads.** A file is read by one thread; returned values are immutable.
///
/// **Ownership.** Files are closed before a method returns, except the file of a persona stream, which the
/// caller closes. No argument may be null and no method returns null.
@NullMarked
package sao.ingest;

import org.jspecify.annotations.NullMarked;
