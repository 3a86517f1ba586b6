package sao.chat;

import java.util.ArrayList;
import java.util.List;

/// What a model can do. Parts of the program that need a capability the model lacks fall back to a named
/// alternative and record it; [#limitations] lists the consequences.
///
/// @param scores whether [ChatModel#score] and [ChatModel#scoreText] work; without them judges that score
///     continuations are refused, and judges write their verdicts as text
/// @param tokenIds whether answers contain the sampled token ids; without them training encodes the text
///     again with its own tokenizer, which is not exact
/// @param logProbabilities whether answers contain the log-probabilities of their tokens; without them the
///     parity check between sampler and trainer cannot run
/// @param reproducible whether equal calls on the same platform return equal answers, whatever other calls
///     are in flight; without it a row that is computed again may differ
/// @param contextTokens maximum number of tokens of prompt and answer together, above 0
/// @param rewards whether the model is a reward model: [ChatModel#reward] works, and nothing else does
/// @param platform device and processor family that compute the answers, such as
///     `cpu AuthenticAMD family 25 model 17` or `cuda NVIDIA H200`; for a server what it states, else its kind.
///     Answers are not compared bit for bit across platforms
public record Capabilities(
        boolean scores,
        boolean tokenIds,
        boolean logProbabilities,
        boolean reproducible,
        int contextTokens,
        boolean rewards,
        String platform) {
    /// @throws IllegalArgumentException if the context is not positive, or the platform is blank
    public Capabilities {
        if (contextTokens <= 0) {
            throw new IllegalArgumentException("a context of %d tokens".formatted(contextTokens));
        }
        if (platform.isBlank()) {
            throw new IllegalArgumentException("the platform is blank");
        }
    }

    /// {@return every capability of a model that generates, as the embedded engine has them}
    public static Capabilities all(int contextTokens, String platform) {
        return new Capabilities(true, true, true, true, contextTokens, false, platform);
    }

    /// {@return the capabilities of a reward model in the embedded engine}
    public static Capabilities ofRewardModel(int contextTokens, String platform) {
        return new Capabilities(false, false, false, true, contextTokens, true, platform);
    }

    /// {@return the platform for the record of a call, marked where a repeated call may differ, such as
    /// `vllm 0.33.0 (not reproducible)`}
    public String provenance() {
        return reproducible ? platform : platform + " (not reproducible)";
    }

    /// {@return one sentence for each missing capability: its name and what is lost; empty if none is missing}
    public List<String> limitations() {
        List<String> limitations = new ArrayList<>();
        if (!scores) {
            limitations.add("scores: judges that score continuations cannot be used; verdicts are written as text");
        }
        if (!tokenIds) {
            limitations.add("token ids: training encodes the text again with its own tokenizer, which is not exact");
        }
        if (!logProbabilities) {
            limitations.add("log-probabilities: the parity check of sampler and trainer cannot run");
        }
        if (!reproducible) {
            limitations.add("reproducibility: a call that is repeated may return another answer");
        }
        return limitations;
    }
}
