package sao.generation;

import sao.chat.Capabilities;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.error.ContextOverflowException;
import sao.error.SaoException;
import sao.token.TokenIds;

/// What a model can be asked: which ids it knows, how many positions fit, and what it computes.
///
/// @param config of the model
/// @param contextTokens largest number of positions of a sequence
record RequestLimits(ModelConfig config, int contextTokens) {
    static RequestLimits of(ModelConfig config, EngineOptions options) {
        return new RequestLimits(config, Math.min(options.contextTokens(), config.contextTokens()));
    }

    /// {@return what a model of this head can do}
    Capabilities capabilities(String platform) {
        return switch (config.head()) {
            case TOKENS -> Capabilities.all(contextTokens, platform);
            case REWARD -> Capabilities.ofRewardModel(contextTokens, platform);
        };
    }

    /// Requires that all ids are in the vocabulary.
    ///
    /// @throws SaoException if one is not
    void requireKnown(TokenIds sequence) {
        for (int i = 0; i < sequence.size(); i++) {
            if (sequence.get(i) < 0 || sequence.get(i) >= config.vocabularySize()) {
                throw new SaoException(
                        "The id %d at position %d is outside the vocabulary of %d tokens."
                                .formatted(sequence.get(i), i, config.vocabularySize()),
                        "Encode the text with this model's own tokenizer.");
            }
        }
    }

    /// Requires that a prompt and what follows it fit the context.
    ///
    /// @throws ContextOverflowException if they do not
    void requireRoom(int prompt, int more) {
        if (prompt + more > contextTokens) {
            throw new ContextOverflowException(prompt, more, contextTokens);
        }
    }

    /// Requires a model that computes logits, or one that computes rewards.
    ///
    /// @throws SaoException if the model computes the other
    void requireHead(OutputHead wanted) {
        if (config.head() == wanted) {
            return;
        }
        throw switch (wanted) {
            case TOKENS ->
                new SaoException(
                        "The model is a reward model: it neither generates nor has log-probabilities.",
                        "Use a chat model.");
            case REWARD ->
                new SaoException(
                        "The model generates text: it has no rewards.",
                        "Use a folder of a class ...ForSequenceClassification with one label.");
        };
    }
}
