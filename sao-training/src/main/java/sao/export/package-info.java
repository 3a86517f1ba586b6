/// Writes trained models in the formats that other programs load, and verifies that the written model equals
/// the trained one. Knows nothing of how the model was trained.
///
/// **Threads.** Callers wait; tensors live on a platform thread created for the export. **Ownership.** The
/// export closes all that it opens; arguments stay the caller's. No argument may be null.
@NullMarked
package sao.export;

import org.jspecify.annotations.NullMarked;
