/// The models of a run by the part they take: the start model, the judge, the model of an earlier round and the trained
/// model. Knows nothing of stages; only this package knows how a model is opened.
///
/// **Threads.** Models are opened on the caller's thread and may then be called from any thread.
///
/// **Ownership.** Whoever opens a model closes it.
@NullMarked
package sao.models;

import org.jspecify.annotations.NullMarked;
