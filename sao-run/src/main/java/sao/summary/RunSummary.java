package sao.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/// All that the report of a run says, as plain data. It can be written as JSON and read back.
///
/// @param run the run's name
/// @param state `running`, `finished`, `interrupted`, `failed` or `stopped`
/// @param made when this summary was made, in words of ISO 8601
/// @param model name of the model the run started from
/// @param measurement what the trained model is worth
/// @param benchmarks what it is worth on each benchmark
/// @param funnel how personas became trained pairs
/// @param prompts how varied they are
/// @param judge who ranked, and how far to trust it
/// @param pairs what was trained on
/// @param curves how the training went
/// @param health what its guard saw, in sentences
/// @param timings what each stage took
/// @param forecast what it was expected to take
/// @param facts settings, versions, digests, machine
public record RunSummary(
        String run,
        String state,
        String made,
        String model,
        Measurement measurement,
        List<Measurement.Benchmark> benchmarks,
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
        curves = List.copyOf(curves);
        health = List.copyOf(health);
        timings = List.copyOf(timings);
        facts = List.copyOf(facts);
    }

    /// {@return this summary as JSON, names in snake case}
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary has no JSON", e);
        }
    }

    /// {@return the summary that was written as this JSON}
    public static RunSummary ofJson(String json) {
        try {
            return JSON.readValue(json, RunSummary.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not the JSON of a summary: " + json, e);
        }
    }

    /// What one stage took.
    ///
    /// @param stage its name
    /// @param done units of work
    /// @param seconds wall time over all processes of the run
    /// @param tokens generated or scored in it; 0 where that does not apply
    public record Timing(String stage, long done, double seconds, long tokens) {}

    /// Facts that belong together.
    ///
    /// @param title such as `Settings`
    /// @param facts in order
    public record FactGroup(String title, List<Fact> facts) {
        public FactGroup {
            facts = List.copyOf(facts);
        }
    }

    /// A name and what stands behind it.
    public record Fact(String name, String value) {}
}
