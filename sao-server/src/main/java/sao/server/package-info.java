/// The web: a server that speaks the OpenAI protocol for the embedded engine, in the shapes of vLLM where
/// OpenAI has none. The only package that knows Javalin; knows nothing of runs, judging or training.
///
/// **Threads.** Each request has a virtual thread of its own, which waits for the model and writes the
/// answer. **Ownership.** A server never closes its model. No argument may be null and no method returns
/// null.
@NullMarked
package sao.server;

import org.jspecify.annotations.NullMarked;
