/// Access to weights by name, independent of the file format, and mapped files. Knows nothing of file
/// formats, arithmetic or tokens.
///
/// **Threads.** One thread at a time, the one that owns the model. **Ownership.** A read tensor belongs to
/// the scope of the caller; mapped memory lives until the source is closed. No argument may be null.
@NullMarked
package sao.weights;

import org.jspecify.annotations.NullMarked;
