package sao.trainer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// The figures of one step of the optimizer. A figure that a trainer does not report is NaN, a count 0.
///
/// @param step from 1
/// @param steps in the whole training
/// @param epoch trained so far, in fractions
/// @param loss mean over the batch, before the step
/// @param margin mean reward margin, unit of the loss's reward
/// @param accuracy share of pairs with a margin above 0
/// @param chosenLogProbability mean over pairs of the mean per token; nats per token
/// @param rejectedLogProbability the same of rejected answers
/// @param learningRate of this step
/// @param gradientNorm before clipping
/// @param changedWeights share of the trained weights whose value in the arithmetic of the model changed in this step;
///     in bfloat16 far below 1, because most updates are smaller than the distance of two bfloat16 numbers
/// @param tokens of the forward pass, prompts counted once
/// @param answerTokens of those that are trained
/// @param seconds wall time of the step
/// @param peakMemoryBytes highest resident memory of the process so far; 0 where it is unknown
public record TrainingStep(
        @JsonProperty("step") int step,
        @JsonProperty("steps") int steps,
        @JsonProperty("epoch") double epoch,
        @JsonProperty("loss") double loss,
        @JsonProperty("margin") double margin,
        @JsonProperty("accuracy") double accuracy,
        @JsonProperty("chosen_logprob") double chosenLogProbability,
        @JsonProperty("rejected_logprob") double rejectedLogProbability,
        @JsonProperty("learning_rate") double learningRate,
        @JsonProperty("gradient_norm") double gradientNorm,
        @JsonProperty("changed_weights") double changedWeights,
        @JsonProperty("tokens") long tokens,
        @JsonProperty("answer_tokens") long answerTokens,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("peak_rss_bytes") long peakMemoryBytes) {
    private static final JsonMapper JSON = new JsonMapper();

    /// {@return this step as one line of JSON, with the names that training logs use}
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers can be written", e);
        }
    }
}
