package sao.token;

import java.util.List;
import java.util.Set;

/// Conditions that end an answer, in addition to the token that ends the model's turn.
///
/// @param minimumTokens minimum number of tokens of an answer: before it, tokens that would end the answer are not
///     drawn, and stop texts that begin earlier do not stop it; from 0 to `maximumTokens`
/// @param maximumTokens maximum number of tokens of an answer, the end-of-turn token included; at least 1
/// @param stop texts that end an answer when they appear; they are removed from its text
/// @param stopTokens ids that end an answer as the end-of-turn token does
public record Ending(int minimumTokens, int maximumTokens, List<String> stop, Set<Integer> stopTokens) {
    /// @throws IllegalArgumentException if a number is out of its range, a stop text is empty or an id negative
    public Ending {
        stop = List.copyOf(stop);
        stopTokens = Set.copyOf(stopTokens);
        SamplingSettings.require(maximumTokens >= 1, "max_tokens", maximumTokens, "at least 1");
        SamplingSettings.require(
                minimumTokens >= 0 && minimumTokens <= maximumTokens,
                "min_tokens",
                minimumTokens,
                "at least 0 and at most max_tokens, " + maximumTokens);
        SamplingSettings.require(stop.stream().noneMatch(String::isEmpty), "stop", stop, "texts that are not empty");
        SamplingSettings.require(
                stopTokens.stream().allMatch(id -> id >= 0), "stop_token_ids", stopTokens, "ids of at least 0");
    }

    /// {@return an ending at a maximum number of tokens only}
    public static Ending after(int maximumTokens) {
        return new Ending(0, maximumTokens, List.of(), Set.of());
    }

    /// {@return an ending at a maximum number of tokens or at one of the texts}
    public static Ending after(int maximumTokens, List<String> stop) {
        return new Ending(0, maximumTokens, stop, Set.of());
    }
}
