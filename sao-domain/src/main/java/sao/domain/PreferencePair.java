package sao.domain;

import java.util.Optional;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.token.TokenIds;

/// Two answers to one prompt, ranked: the training data.
///
/// @param id content id, 32 hexadecimal digits
/// @param round of the run, from 1
/// @param personaId content id of the persona that wrote the prompt
/// @param prompt the messages that were answered
/// @param promptTokens ids of the rendered prompt, as the sampler read it; empty if the model does not
///     return them
/// @param chosen the better answer
/// @param rejected the other answer
/// @param probability the judge's probability that chosen is better, above 0.5
/// @param logOddsGiven [Judgment.Ranked#given] with chosen as the first response: log-odds that the response
///     in the first position wins when that is chosen; nats
/// @param logOddsSwapped log-odds that the response in the first position wins when that is rejected; nats
/// @param judge name and version of the judge
public record PreferencePair(
        String id,
        int round,
        String personaId,
        Conversation prompt,
        Optional<TokenIds> promptTokens,
        Answer chosen,
        Answer rejected,
        double probability,
        double logOddsGiven,
        double logOddsSwapped,
        String judge) {
    /// {@return the prompt as one text: see [Conversation#transcript]}
    public String promptText() {
        return prompt.transcript();
    }

    /// {@return whether chosen wins in both orders}
    public boolean ordersAgree() {
        return logOddsGiven > 0 && logOddsSwapped < 0;
    }

    /// {@return log-odds that chosen is better, the constant position preference cancelled; nats, above 0}
    public double margin() {
        return (logOddsGiven - logOddsSwapped) / 2;
    }

    /// {@return whether the token ids of the prompt and both answers are present, so that training can use
    /// exactly the sampled tokens}
    public boolean hasTokenIds() {
        return promptTokens.isPresent()
                && chosen.tokens().isPresent()
                && rejected.tokens().isPresent();
    }
}
