package sao.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.error.SaoException;
import sao.token.TokenIds;

/// Encodes prompts and answers of which only the text is known: the prompt rendered with the chat template, the
/// answer with the token that ends a turn. Prompt and answer are encoded separately, as sampling does.
///
/// Names of special tokens inside a message are text. Safe for any number of threads.
public final class TurnEncoder {
    /// Stands for an answer; templates do not change it.
    private static final String ANSWER = "a placeholder answer";

    private final ModelSource source;
    private final TokenIds endOfAnswer;

    /// @param source tokenizer, template and ends of turns; may be closed afterwards
    public TurnEncoder(ModelSource source) {
        this.source = source;
        this.endOfAnswer = TokenIds.of(endOfAnswer(source));
    }

    /// The end of turn that the template writes after an answer; the end-of-text token if it writes none that is
    /// known, or there is no template.
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

    /// {@return the tokens of an answer that its limit of tokens cut off: the text without an end of turn}
    public TokenIds cut(String text) {
        return source.tokenizer().encode(text);
    }

    /// {@return the tokens of an answer: the text and the token that ends a turn}
    public TokenIds answer(String text) {
        return source.tokenizer().encode(text).then(endOfAnswer);
    }
}
