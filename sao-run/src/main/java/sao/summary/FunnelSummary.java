package sao.summary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.result.MeasuredShare;

/// Counts of rows by the last stage reached. A row begins as a persona; at each step it passes, is dropped for
/// a reason that is counted, or is still being processed.
///
/// @param steps the steps, in order; rows begin at the first
/// @param flags shares of answers with a finding, by rule
public record FunnelSummary(List<Step> steps, List<Flag> flags) {
    public FunnelSummary {
        steps = List.copyOf(steps);
        flags = List.copyOf(flags);
    }

    /// The share of answers in which a rule has a finding.
    ///
    /// @param rule name of the rule, such as `refusal`
    /// @param share share of all answers, in [0, 1]
    public record Flag(String rule, MeasuredShare share) {}

    /// One step.
    ///
    /// @param name name of the rows from this step on, such as `prompts`
    /// @param rows number of rows that reached this step
    /// @param left number of rows dropped between the previous step and this one, by reason
    /// @param underWay number of rows of the previous step that are still being processed
    public record Step(String name, long rows, Map<String, Long> left, long underWay) {
        public Step {
            left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
        }

        long leftInAll() {
            return left.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// {@return whether at every step the number of incoming rows equals the sum of passed, dropped and
    /// unfinished rows}
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
