/// Sections of the training's settings: the adapter and the guard. Knows nothing of trainers or models.
///
/// **Threads.** Immutable records, for any thread. **Ownership.** No resources. No argument may be null.
@NullMarked
package sao.trainsettings;

import org.jspecify.annotations.NullMarked;
