package sao.heldout;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/// The figures of the held-out pairs under the model after a step, computed without a gradient.
///
/// @param step steps made; 0: the start model
/// @param pairs number of held-out pairs, at least 1
/// @param loss mean over the pairs, as of one batch of all of them
/// @param margin mean reward margin, unit of the loss's reward
/// @param right number of pairs with a margin above 0
public record HeldOutFigures(
        @JsonProperty("step") int step,
        @JsonProperty("pairs") int pairs,
        @JsonProperty("loss") double loss,
        @JsonProperty("margin") double margin,
        @JsonProperty("right") int right) {
    private static final JsonMapper JSON = new JsonMapper();

    /// {@return the share of pairs with a margin above 0, in [0, 1]}
    public double accuracy() {
        return (double) right / pairs;
    }

    /// {@return the figures in words}
    public String words() {
        return String.format(
                Locale.ROOT,
                "loss %.4f, accuracy %.1f %% (%d of %d), margin %+.3f",
                loss,
                100 * accuracy(),
                right,
                pairs,
                margin);
    }

    /// {@return the figures in words, with the change of the margin}
    ///
    /// @param start figures of the start model
    public String since(HeldOutFigures start) {
        return String.format(Locale.ROOT, "%s (%+.3f since the start)", words(), margin - start.margin);
    }

    /// {@return the figures as one line of JSON}
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers can be written", e);
        }
    }
}
