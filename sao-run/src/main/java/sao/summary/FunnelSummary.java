package sao.summary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.result.MeasuredShare;

/// How many rows came how far. A row begins as a persona; at each step it goes on, leaves for a reason that
/// is counted, or is still under way.
///
/// @param steps in order; the first is where rows begin
/// @param flags what rules saw in the answers
public record FunnelSummary(List<Step> steps, List<Flag> flags) {
    public FunnelSummary {
        steps = List.copyOf(steps);
        flags = List.copyOf(flags);
    }

    /// Answers in which a rule sees something.
    ///
    /// @param rule its name, such as `refusal`
    /// @param share of all answers
    public record Flag(String rule, MeasuredShare share) {}

    /// One step.
    ///
    /// @param name what rows are from here on, such as `prompts`
    /// @param rows that came this far
    /// @param left rows of the step before that went no further, by reason
    /// @param underWay rows of the step before that are not decided yet
    public record Step(String name, long rows, Map<String, Long> left, long underWay) {
        public Step {
            left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
        }

        long leftInAll() {
            return left.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// {@return whether at every step what came in went on, left or is under way, and nothing was lost or
    /// counted twice}
    public boolean addsUp() {
        for (int i = 1; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.underWay() < 0 || steps.get(i - 1).rows() != step.rows() + step.leftInAll() + step.underWay()) {
                return false;
            }
        }
        return true;
    }
}
