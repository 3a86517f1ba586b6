/// Writes a model as others read it, and proves that they read the same model. Knows nothing of how
/// it was trained.
///
/// **Threads.** Callers wait; tensors live on a platform thread made for the export. **Ownership.**
/// Everything that is opened here is closed here; arguments stay the caller's. No argument may be null.
@NullMarked
package sao.export;

import org.jspecify.annotations.NullMarked;
