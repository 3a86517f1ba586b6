/// An HTTP server with the OpenAI protocol for the embedded engine; extensions have vLLM's format. The only
/// package that depends on Javalin; knows nothing of runs, judging or training.
///
/// **Threads.** Each request has its own virtual thread, which waits for the model and writes the response.
///
/// **Ownership.** A server does not close its model. No argument may be null and no method returns null.
@NullMarked
package sao.server;

import org.jspecify.annotations.NullMarked;
