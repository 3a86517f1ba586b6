package sao.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import sao.result.ConstraintFigures;

/// All that the report of a run says, as plain data. It can be written as JSON and read back.
///
/// @param run the run's name
/// @param state `running`, `finished`, `interrupted`, `failed` or `stopped`
/// @param made time at which this summary was made, ISO 8601
/// @param model name of the model the run started from
/// @param measurement win rate of the trained model on held-out prompts
/// @param benchmarks win rate of the trained model on each benchmark
/// @param constraints pass rates on verifiable constraints; empty if they were not measured, otherwise one
/// @param funnel counts of rows by the last stage reached
/// @param prompts diversity of the prompts
/// @param judge the judge and its accuracy in the audit
/// @param pairs statistics of the pairs that were trained on
/// @param curves training curves
/// @param health findings of the training guard, one sentence each
/// @param timings durations of the stages
/// @param forecast forecast and measured durations
/// @param facts settings, versions, digests and the machine
public record RunSummary(
        String run,
        String state,
        String made,
        String model,
        Measurement measurement,
        List<Measurement.Benchmark> benchmarks,
        List<ConstraintFigures> constraints,
        FunnelSummary funnel,
        PromptSummary prompts,
        JudgeSummary judge,
        PairSummary pairs,
        List<Curve> curves,
        List<String> health,
        List<Timing> timings,
        ForecastSummary forecast,
        List<FactGroup> facts) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public RunSummary {
        benchmarks = List.copyOf(benchmarks);
        constraints = List.copyOf(constraints);
        curves = List.copyOf(curves);
        health = List.copyOf(health);
        timings = List.copyOf(timings);
        facts = List.copyOf(facts);
    }

    /// {@return this summary as JSON, with names in snake case}
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary has no JSON", e);
        }
    }

    /// {@return the summary that a JSON text contains}
    public static RunSummary ofJson(String json) {
        try {
            return JSON.readValue(json, RunSummary.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not the JSON of a summary: " + json, e);
        }
    }

    /// Duration and work of one stage.
    ///
    /// @param stage name of the stage
    /// @param done number of completed units of work
    /// @param seconds wall time in seconds, summed over all processes of the run
    /// @param tokens number of generated or scored tokens; 0 for stages without model calls
    public record Timing(String stage, long done, double seconds, long tokens) {}

    /// A titled group of facts.
    ///
    /// @param title title of the group, such as `Settings`
    /// @param facts the facts, in order
    public record FactGroup(String title, List<Fact> facts) {
        public FactGroup {
            facts = List.copyOf(facts);
        }
    }

    /// A fact: a name and its value.
    public record Fact(String name, String value) {}
}
