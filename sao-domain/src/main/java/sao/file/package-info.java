/// Digests of files and texts, durable replacement of files and folders, and text files in UTF-8. Knows nothing of
/// the content of files.
///
/// **Threads.** Static methods are safe on any thread; a digest in progress belongs to one thread.
///
/// **Ownership.** The caller owns the paths, and closes the reader that [TextFile] opens. No other method keeps a file
/// open after it returns.
@NullMarked
package sao.file;

import org.jspecify.annotations.NullMarked;
