package sao.generation;

import sao.cache.PrefillChunk;

/// A chunk of a pass and the task that it belongs to.
///
/// @param task whose next tokens the chunk holds
/// @param chunk its place in the pass
record ScheduledChunk(PrefillTask task, PrefillChunk chunk) {
    /// {@return the index of one of the chunk's tokens within the task}
    ///
    /// @param i index within the chunk
    int index(int i) {
        return task.done() + i;
    }

    /// {@return whether the task's last token is in the chunk}
    boolean endsTask() {
        return task.done() + chunk.count() == task.length();
    }
}
