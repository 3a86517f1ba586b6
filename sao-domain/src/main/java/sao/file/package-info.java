/// Files that other packages write and identify: digests and durable replacement. Knows nothing of
/// what the files contain.
///
/// **Threads.** Static methods are safe on any thread; a digest in progress belongs to one thread.
///
/// **Ownership.** The caller owns the paths. No method keeps a file open after it returns.
@NullMarked
package sao.file;

import org.jspecify.annotations.NullMarked;
