package sao.dataset;

import java.nio.charset.StandardCharsets;
import java.util.List;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.domain.PreferencePair;

/// The columns of a preference dataset, in order. Both file formats have the same columns.
///
/// The first three columns are TRL's conversational preference type with an explicit prompt; TRL's trainers
/// ignore the other columns.
final class PairColumns {
    static final Table<PreferencePair> TABLE = new Table<>(
            "preference_pair",
            "Preference pairs: the judge named in the column `judge` ranked two answers to one prompt.",
            PreferencePair::id,
            List.of(
                    new Column.Messages<>("prompt", "the messages that were answered", PreferencePair::prompt),
                    new Column.Messages<>(
                            "chosen",
                            "the better answer, as one assistant message",
                            pair -> assistant(pair.chosen().text())),
                    new Column.Messages<>(
                            "rejected",
                            "the other answer, as one assistant message",
                            pair -> assistant(pair.rejected().text())),
                    new Column.Text<>("id", "content id of the pair, 32 hexadecimal digits", PreferencePair::id),
                    new Column.Whole<>("round", "round of the run, from 1", PreferencePair::round),
                    new Column.Text<>(
                            "persona_id", "content id of the persona behind the prompt", PreferencePair::personaId),
                    new Column.Text<>("judge", "name and version of the judge", PreferencePair::judge),
                    new Column.Real<>(
                            "p", "the judge's probability that chosen is better", PreferencePair::probability),
                    new Column.Real<>(
                            "margin",
                            "log-odds that chosen is better, mean of both orders, nats",
                            PreferencePair::margin),
                    new Column.Truth<>(
                            "orders_agree", "whether chosen wins in both orders", PreferencePair::ordersAgree),
                    new Column.Real<>(
                            "log_odds_given",
                            "log-odds that the first seat wins with chosen in it, nats",
                            PreferencePair::logOddsGiven),
                    new Column.Real<>(
                            "log_odds_swapped",
                            "log-odds that the first seat wins with rejected in it, nats",
                            PreferencePair::logOddsSwapped),
                    new Column.MaybeReal<>(
                            "chosen_logprob",
                            "sum of the sampler's log-probabilities of chosen, nats; null if unknown",
                            pair -> AnswerColumns.logProbability(pair.chosen())),
                    new Column.MaybeReal<>(
                            "rejected_logprob",
                            "sum of the sampler's log-probabilities of rejected, nats; null if unknown",
                            pair -> AnswerColumns.logProbability(pair.rejected())),
                    new Column.MaybeWhole<>(
                            "prompt_length",
                            "tokens of the rendered prompt; null if unknown",
                            pair -> AnswerColumns.count(pair.promptTokens())),
                    new Column.MaybeWhole<>(
                            "chosen_length",
                            "tokens of chosen, end of turn included; null if unknown",
                            pair -> pair.chosen().completionTokens()),
                    new Column.MaybeWhole<>(
                            "rejected_length",
                            "tokens of rejected, end of turn included; null if unknown",
                            pair -> pair.rejected().completionTokens()),
                    new Column.Text<>(
                            "chosen_finish_reason",
                            "`stop`, or `length` when the limit cut it",
                            pair -> pair.chosen().finishReason().label()),
                    new Column.Text<>(
                            "rejected_finish_reason",
                            "`stop`, or `length` when the limit cut it",
                            pair -> pair.rejected().finishReason().label()),
                    new Column.MaybeTokens<>(
                            "prompt_token_ids",
                            "the rendered prompt as the model read it; null if unknown",
                            PreferencePair::promptTokens),
                    new Column.MaybeTokens<>(
                            "chosen_token_ids",
                            "chosen exactly as sampled; null if unknown",
                            pair -> pair.chosen().tokens()),
                    new Column.MaybeTokens<>(
                            "rejected_token_ids",
                            "rejected exactly as sampled; null if unknown",
                            pair -> pair.rejected().tokens())));

    private PairColumns() {}

    private static Conversation assistant(String text) {
        return new Conversation(List.of(new ChatMessage(Role.ASSISTANT, text)));
    }

    /// {@return the text with unpaired surrogates replaced, since UTF-8 cannot encode them}
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
