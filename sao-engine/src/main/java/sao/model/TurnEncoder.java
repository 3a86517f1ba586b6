package sao.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.error.SaoException;
import sao.token.TokenIds;

/// Questions and answers that no model sampled, as tokens: the question as the model would read it, the
/// answer as the model would have written it. The two are encoded apart, as sampling does.
///
/// Names of special tokens inside a message are text. Safe for any number of threads.
public final class TurnEncoder {
    /// Stands in for an answer; no template changes it.
    private static final String ANSWER = "an answer of nobody";

    private final ModelSource source;
    private final TokenIds endOfAnswer;

    /// @param source tokenizer, template and ends of turns; may be closed afterwards
    public TurnEncoder(ModelSource source) {
        this.source = source;
        this.endOfAnswer = TokenIds.of(endOfAnswer(source));
    }

    /// What the template writes behind an answer; where it writes no known end of turn, or there is no
    /// template, the end of a text.
    private static int endOfAnswer(ModelSource source) {
        if (!source.tokenizerConfig().chatTemplate().isEmpty()) {
            String turn = source.template()
                    .render(
                            new Conversation(List.of(
                                    new ChatMessage(Role.USER, ANSWER), new ChatMessage(Role.ASSISTANT, ANSWER))),
                            false);
            TokenIds behind =
                    source.tokenizer().encodeWithSpecials(turn.substring(turn.lastIndexOf(ANSWER) + ANSWER.length()));
            for (int i = 0; i < behind.size(); i++) {
                if (source.endOfTurn().contains(behind.get(i))) {
                    return behind.get(i);
                }
            }
        }
        return endOfText(source)
                .orElseThrow(() -> new SaoException(
                        "%s does not say which token ends an answer.".formatted(source.path()),
                        "Give the tokenizer an eos_token (tokenizer_config.json)."));
    }

    private static Optional<Integer> endOfText(ModelSource source) {
        Set<Integer> ends = source.endOfTurn();
        return source.tokenizerConfig()
                .end()
                .flatMap(source.tokenizer()::idOf)
                .or(() -> ends.stream().findFirst());
    }

    /// {@return the rendered conversation with the beginning of the assistant's turn}
    ///
    /// @throws SaoException if the model has no chat template, or its template refuses the conversation
    public TokenIds prompt(Conversation conversation) {
        return new ConversationEncoder(source.tokenizer(), source.template())
                .encode(conversation, TurnOpening.toAnswer(conversation));
    }

    /// {@return the text itself, with the beginning-of-text token of tokenizers that add one}
    public TokenIds plainPrompt(String text) {
        TokenIds ids = source.tokenizer().encode(text);
        return source.tokenizer()
                .addedBeginning()
                .map(beginning -> TokenIds.of(beginning).then(ids))
                .orElse(ids);
    }

    /// {@return the text, and the token that ends an answer}
    public TokenIds answer(String text) {
        return source.tokenizer().encode(text).then(endOfAnswer);
    }
}
