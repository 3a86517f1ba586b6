package sao.chat;

import java.util.List;
import sao.error.SaoException;
import sao.token.SamplingSettings;
import sao.token.Seeds;

/// The one door to a model, embedded or served. Calls block until they are answered; call it from many
/// virtual threads at once and it gathers the waiting calls into batches.
///
/// @implSpec Safe for any number of threads. What a call returns depends on its arguments and on
///     [#fingerprint] alone when [Capabilities#reproducible] is true: not on neighbours, order or timing.
public interface ChatModel extends AutoCloseable {
    /// Samples answers to a conversation; all share one reading of it.
    ///
    /// @param conversation what the model is given, rendered with its own chat template
    /// @param sampling how tokens are drawn
    /// @param count how many answers, at least 1
    /// @param seed answer `i` is drawn with [Seeds#of(long, int)] of it
    /// @return the answers, in order
    /// @throws SaoException if the conversation does not fit the context, or the model fails
    Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed);

    /// Gives the log-probability of each text as the continuation of the conversation.
    ///
    /// @param conversation what comes before, rendered with the prompt for an answer at its end
    /// @param continuations the texts, each scored on its own
    /// @return a score for each, in order
    /// @throws SaoException if something does not fit the context, or the model cannot score
    Score score(Conversation conversation, List<String> continuations);

    /// {@return a digest of weights, tokenizer, template and precision: equal fingerprints, equal answers}
    String fingerprint();

    /// {@return what this model can do}
    Capabilities capabilities();

    /// Ends the model and frees what it holds; calls still waiting fail.
    @Override
    void close();
}
