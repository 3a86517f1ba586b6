/// Commands that work on a model: generate, chat, score, serve, convert and models. Knows nothing of runs.
///
/// **Threads.** A command runs on the main thread.
///
/// **Ownership.** A command closes the models, files and ledgers that it opens before it returns. No argument
/// may be null and no method returns null.
@NullMarked
package sao.modelcommand;

import org.jspecify.annotations.NullMarked;
