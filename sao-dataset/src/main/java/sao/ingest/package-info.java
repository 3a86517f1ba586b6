/// Reads the files that users give: preference pairs in the formats of several datasets, labelled pairs for judges,
/// prompts
/// of benchmarks and personas in Parquet. Finds what makes preference pairs bad to train on. Knows nothing of runs,
/// models
/// or how datasets are written.
///
/// **Threads.** A file is read by one thread; what is returned is immutable.
///
/// **Ownership.** Files are closed before a method returns, except those of a persona stream, which its caller
/// closes. No
/// argument may be null and no method returns null.
@NullMarked
package sao.ingest;

import org.jspecify.annotations.NullMarked;
