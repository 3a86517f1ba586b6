/// Digests of files and texts, and durable replacement of files and folders. Knows nothing of the content of
/// files.
///
/// **Threads.** Static methods are safe on any thread; a digest in progress belongs to one thread.
///
/// **Ownership.** The caller owns the paths. No method keeps a file open after it returns.
@NullMarked
package sao.file;

import org.jspecify.annotations.NullMarked;
