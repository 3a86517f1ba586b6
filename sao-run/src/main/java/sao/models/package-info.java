/// The models of a run by their role: the start model, the judge's model, the model of an earlier round and the
/// trained model. Only this package knows how a model is opened. Knows nothing of stages.
///
/// **Threads.** Models are opened on the caller's thread and may then be called from any thread.
///
/// **Ownership.** The caller that opens a model closes it.
@NullMarked
package sao.models;

import org.jspecify.annotations.NullMarked;
