package sao.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.result.RoundResult.AttributeCoverage;
import sao.result.RoundResult.AuditedJudge;
import sao.result.RoundResult.BrokenPersonas;
import sao.result.RoundResult.ConstraintsFollowed;
import sao.result.RoundResult.Control;
import sao.result.RoundResult.FlaggedResponses;
import sao.result.RoundResult.KindYield;
import sao.result.RoundResult.LabelAgreement;
import sao.result.RoundResult.LengthControlled;
import sao.result.RoundResult.LongerResponses;
import sao.result.RoundResult.MeasuredNoise;
import sao.result.RoundResult.MeasuredOn;
import sao.result.RoundResult.NotTrained;
import sao.result.RoundResult.PromptDiversity;
import sao.result.RoundResult.PromptRepetition;
import sao.result.RoundResult.WinRate;
import sao.statistics.Interval;
import sao.statistics.MeasuredMean;

/// Stores results as rows of the ledger's table `evaluations` and reads them back: the one place that knows
/// the names of metrics. They are those of version 0.1.0.
public final class ResultCodec {
    private static final String REPETITION = "diversity/repetition_";
    private static final String DIVERSITY = "diversity/";
    private static final String COVERAGE = "coverage/";
    private static final String YIELD = "yield/";
    private static final String BROKEN = "personas/broken";
    private static final String FLAGGED = "flagged/";
    private static final String NOT_TRAINED = "not_trained";
    private static final String AUDIT = "judge_audit/";
    private static final String LONGER = "longer_responses";
    private static final String NOISE = "judge_noise";
    private static final String AGREEMENT = "label_agreement";
    private static final String MEASURED_ON = "measured_on";
    private static final String WIN_RATE = "win_rate/";
    private static final String LENGTH_CONTROLLED = "length_controlled/";
    private static final String CONTROL = "control";
    private static final String LOG_ODDS = "log_odds";
    private static final String CONSTRAINTS = "constraints";
    private static final String BENCHMARK = "benchmark/";
    private static final String START = "start";
    private static final String JUDGE = "judge-";

    /// A result for a prompt set: the benchmark, if it is one, and the metric.
    private static final Pattern OF_A_SET = Pattern.compile("(?:%s(.+)/)?((?:%s|%s)(?:%s|%s\\d+)|%s(?:/%s\\d+)?)"
            .formatted(BENCHMARK, WIN_RATE, LENGTH_CONTROLLED, START, JUDGE, CONTROL, JUDGE));

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private ResultCodec() {}

    /// What is stored beside a length-controlled win rate.
    private record Details(AnswerFigures start, AnswerFigures trained, List<ComparedAnswers> compared) {}

    /// {@return the row of a result}
    public static ResultRow encode(RoundResult result) {
        return switch (result) {
            case PromptRepetition(String kind, MeasuredShare share) -> row(REPETITION + kind, share, Map.of());
            case PromptDiversity(String name, double value, long prompts) ->
                new ResultRow(DIVERSITY + name, value, prompts, Double.NaN, Double.NaN, "{}");
            case AttributeCoverage coverage -> row(coverage);
            case KindYield(String kind, MeasuredShare share) -> row(YIELD + kind, share, Map.of());
            case BrokenPersonas(MeasuredShare share) -> row(BROKEN, share, Map.of());
            case FlaggedResponses(String rule, MeasuredShare share) -> row(FLAGGED + rule, share, Map.of());
            case NotTrained left ->
                new ResultRow(
                        NOT_TRAINED,
                        left.of() == 0 ? 0 : (double) left.total() / left.of(),
                        left.of(),
                        Double.NaN,
                        Double.NaN,
                        write(left.pairs()));
            case AuditedJudge(JudgeAudit audit, MeasuredShare deciding) -> row(AUDIT + audit.judge(), deciding, audit);
            case LongerResponses longer -> row(LONGER, longer.chosen(), longer);
            case MeasuredNoise noise ->
                new ResultRow(NOISE, noise.deviation(), noise.repeated(), Double.NaN, Double.NaN, write(noise));
            case LabelAgreement(MeasuredShare share) -> row(AGREEMENT, share, share);
            case MeasuredOn on ->
                new ResultRow(MEASURED_ON, 0, on.benchmarks().size() + (on.heldOut() ? 1 : 0), 0, 0, write(on));
            case WinRate(Optional<String> benchmark, int judge, JudgedRate rate) ->
                row(set(benchmark) + WIN_RATE + judge(judge), rate.winRate(), rate);
            case LengthControlled length ->
                row(
                        set(length.benchmark()) + LENGTH_CONTROLLED + judge(length.judge()),
                        length.share(),
                        new Details(length.start(), length.trained(), length.compared()));
            case Control(Optional<String> benchmark, int judge, MeasuredShare share, MeasuredMean logOdds) ->
                row(
                        set(benchmark) + CONTROL + (judge == 1 ? "" : "/" + judge(judge)),
                        share,
                        Map.of(LOG_ODDS, logOdds));
            case ConstraintsFollowed(Optional<ConstraintFigures> figures) -> row(figures);
        };
    }

    /// {@return the result of a row; empty if this program does not know the metric}
    ///
    /// @throws IllegalArgumentException if the row's JSON is not that of its metric
    public static Optional<RoundResult> decode(ResultRow row) {
        String metric = row.metric();
        Matcher set = OF_A_SET.matcher(metric);
        if (set.matches()) {
            return Optional.of(ofSet(Optional.ofNullable(set.group(1)), set.group(2), row));
        }
        return switch (metric) {
            case BROKEN -> Optional.of(new BrokenPersonas(share(row)));
            case NOT_TRAINED -> Optional.of(new NotTrained(counts(row.json()), row.n()));
            case LONGER -> Optional.of(read(row.json(), LongerResponses.class));
            case NOISE -> Optional.of(read(row.json(), MeasuredNoise.class));
            case AGREEMENT -> Optional.of(new LabelAgreement(share(row)));
            case CONSTRAINTS ->
                Optional.of(new ConstraintsFollowed(
                        row.n() == 0 ? Optional.empty() : Optional.of(read(row.json(), ConstraintFigures.class))));
            case MEASURED_ON -> Optional.of(read(row.json(), MeasuredOn.class));
            default -> named(row);
        };
    }

    private static Optional<RoundResult> named(ResultRow row) {
        if (row.metric().startsWith(REPETITION)) {
            return Optional.of(new PromptRepetition(after(REPETITION, row), share(row)));
        } else if (row.metric().startsWith(DIVERSITY)) {
            return Optional.of(new PromptDiversity(after(DIVERSITY, row), row.value(), row.n()));
        } else if (row.metric().startsWith(COVERAGE)) {
            JsonNode more = read(row.json(), JsonNode.class);
            return Optional.of(new AttributeCoverage(
                    after(COVERAGE, row),
                    more.path("seen").asLong(),
                    more.path("of").asLong(),
                    more.path("evenness").asDouble(),
                    row.n()));
        } else if (row.metric().startsWith(YIELD)) {
            return Optional.of(new KindYield(after(YIELD, row), share(row)));
        } else if (row.metric().startsWith(FLAGGED)) {
            return Optional.of(new FlaggedResponses(after(FLAGGED, row), share(row)));
        } else if (row.metric().startsWith(AUDIT)) {
            return Optional.of(new AuditedJudge(read(row.json(), JudgeAudit.class), share(row)));
        }
        return Optional.empty();
    }

    private static RoundResult ofSet(Optional<String> benchmark, String metric, ResultRow row) {
        if (metric.startsWith(CONTROL)) {
            String place = metric.substring(CONTROL.length());
            return new Control(
                    benchmark, place.isEmpty() ? 1 : judge(place.substring(1)), share(row), logOdds(row.json()));
        } else if (metric.startsWith(WIN_RATE)) {
            return new WinRate(
                    benchmark, judge(metric.substring(WIN_RATE.length())), read(row.json(), JudgedRate.class));
        }
        Details more = read(row.json(), Details.class);
        return new LengthControlled(
                benchmark,
                judge(metric.substring(LENGTH_CONTROLLED.length())),
                share(row),
                more.start(),
                more.trained(),
                more.compared());
    }

    private static ResultRow row(AttributeCoverage coverage) {
        return new ResultRow(
                COVERAGE + coverage.attribute(),
                (double) coverage.seen() / coverage.of(),
                coverage.prompts(),
                Double.NaN,
                Double.NaN,
                String.format(
                        Locale.ROOT,
                        "{\"seen\":%d,\"of\":%d,\"evenness\":%.6f}",
                        coverage.seen(),
                        coverage.of(),
                        coverage.evenness()));
    }

    private static ResultRow row(Optional<ConstraintFigures> figures) {
        return figures.map(found -> new ResultRow(
                        CONSTRAINTS,
                        found.difference(),
                        found.prompts(),
                        found.interval().low(),
                        found.interval().high(),
                        write(found)))
                .orElse(new ResultRow(CONSTRAINTS, Double.NaN, 0, Double.NaN, Double.NaN, "{}"));
    }

    private static ResultRow row(String metric, MeasuredShare share, Object more) {
        Interval interval = share.interval();
        return new ResultRow(metric, share.value(), share.n(), interval.low(), interval.high(), write(more));
    }

    private static MeasuredShare share(ResultRow row) {
        return new MeasuredShare(row.value(), new Interval(row.low(), row.high()), row.n());
    }

    /// {@return the mean log-odds in a row's JSON; of no prompt in ledgers of versions that did not measure it}
    private static MeasuredMean logOdds(String json) {
        JsonNode found = read(json, JsonNode.class).path(LOG_ODDS);
        return found.isMissingNode() ? MeasuredMean.NONE : read(found.toString(), MeasuredMean.class);
    }

    private static String after(String prefix, ResultRow row) {
        return row.metric().substring(prefix.length());
    }

    private static String set(Optional<String> benchmark) {
        return benchmark.map(name -> BENCHMARK + name + "/").orElse("");
    }

    private static String judge(int place) {
        return place == 1 ? START : JUDGE + place;
    }

    private static int judge(String name) {
        return name.equals(START) ? 1 : Integer.parseInt(name.substring(JUDGE.length()));
    }

    private static Map<String, Long> counts(String json) {
        Map<String, Long> counts = new LinkedHashMap<>();
        read(json, JsonNode.class)
                .properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("%s has no JSON".formatted(value.getClass()), e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not a %s: %s".formatted(type.getSimpleName(), json), e);
        }
    }
}
