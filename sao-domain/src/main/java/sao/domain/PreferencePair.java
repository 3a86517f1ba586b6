package sao.domain;

import sao.chat.Answer;
import sao.token.TokenIds;

/// Two answers to one prompt, ranked: what training reads.
///
/// @param id content id, 32 hexadecimal digits
/// @param round of the run, from 1
/// @param personaId the persona behind the prompt
/// @param prompt what was asked
/// @param promptTokens the rendered prompt, as the sampler read it
/// @param chosen the better answer, as sampled
/// @param rejected the other answer, as sampled
/// @param probability the judge's probability that chosen is better, above 0.5
/// @param logOddsGiven [Judgment.Ranked#given], seen from chosen: log-odds that the first seat wins with
///     chosen in it
/// @param logOddsSwapped log-odds that the first seat wins with rejected in it
/// @param judge name and version of the judge
public record PreferencePair(
        String id,
        int round,
        String personaId,
        String prompt,
        TokenIds promptTokens,
        Answer chosen,
        Answer rejected,
        double probability,
        double logOddsGiven,
        double logOddsSwapped,
        String judge) {
    /// {@return whether chosen wins in both orders}
    public boolean ordersAgree() {
        return logOddsGiven > 0 && logOddsSwapped < 0;
    }

    /// {@return log-odds that chosen is better, seat preference cancelled; nats, above 0}
    public double margin() {
        return (logOddsGiven - logOddsSwapped) / 2;
    }
}
