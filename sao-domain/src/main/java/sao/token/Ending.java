package sao.token;

import java.util.List;
import java.util.Set;

/// When an answer ends, besides at the token that ends the model's turn.
///
/// @param minimumTokens before so many tokens the answer does not end: tokens that would end it cannot be
///     drawn, and stop texts that begin earlier are not stops; from 0 to `maximumTokens`
/// @param maximumTokens most tokens of an answer, at least 1, the one that ends the turn counted
/// @param stop texts that end an answer when they appear; they are cut off
/// @param stopTokens ids that end an answer as the end of a turn does
public record Ending(int minimumTokens, int maximumTokens, List<String> stop, Set<Integer> stopTokens) {
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

    /// {@return an ending at a number of tokens and nowhere else}
    public static Ending after(int maximumTokens) {
        return new Ending(0, maximumTokens, List.of(), Set.of());
    }

    /// {@return an ending at a number of tokens or at a text}
    public static Ending after(int maximumTokens, List<String> stop) {
        return new Ending(0, maximumTokens, stop, Set.of());
    }
}
