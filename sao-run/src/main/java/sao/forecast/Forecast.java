package sao.forecast;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import sao.architecture.Precision;
import sao.settings.JudgeSettings.Kind;
import sao.settings.RunSettings;

/// The resources that a run is expected to need.
///
/// @param basis a sentence that states what the estimate is based on
/// @param stages in the order in which they run
/// @param memory peak memory in bytes
/// @param disk size of the finished run's folder in bytes
public record Forecast(String basis, List<Stage> stages, Range memory, Range disk) {
    private static final double BYTES_OF_TOKEN = 12;
    private static final double BYTES_OF_ROW = 6_000;
    private static final Range EXPORT_SECONDS_OF_PARAMETER = new Range(1e-8, 5e-8, 2e-7);
    /// Loading float32 weights, checking log-probabilities before the first step, and saving checkpoints.
    private static final Range TRAINING_BEGIN_SECONDS_OF_PARAMETER = new Range(5e-8, 2e-7, 8e-7);
    /// Loading the trained model and the start model.
    private static final Range OPENING_SECONDS_OF_PARAMETER = new Range(1e-8, 5e-8, 2e-7);
    private static final int KINDS_OF_AUTO = 8;
    /// Judges that score each response separately. A response that occurs in several probes is scored once.
    private static final Set<Kind> POINTWISE =
            EnumSet.of(Kind.SCORE, Kind.YES_NO, Kind.BACKWARD, Kind.FORWARD, Kind.MEAN);

    /// Share of a pointwise judge's tokens that is left when repeated responses are scored once.
    private static final Range POINTWISE_SHARE = new Range(0.5, 0.6, 1);

    public Forecast {
        stages = List.copyOf(stages);
    }

    /// The forecast of one stage.
    ///
    /// @param name `synthesis`, `audit`, `train`, `export` or `evaluate`
    /// @param calls number of model calls
    /// @param tokens processed by the model; trained tokens count as read
    /// @param seconds wall time
    /// @param money cost, in the currency of the prices
    public record Stage(String name, Range calls, Tokens tokens, Range seconds, Range money) {
        private Stage plus(Range more) {
            return new Stage(name, calls, tokens, seconds.plus(more), money);
        }
    }

    /// {@return the forecast of a run}
    ///
    /// @param row averages of one row
    /// @param rates throughput and prices
    /// @param size of the start model
    /// @param basis a sentence that states what the rates and the averages are based on
    public static Forecast of(RunSettings settings, RowShape row, Rates rates, ModelSize size, String basis) {
        double heldOut = settings.evaluate().heldOut();
        double count = settings.personas().count();
        double answers = settings.responses().count();
        Range drawn = row.personas().times(count + heldOut);
        Tokens answering =
                new Tokens(Range.exactly(row.promptTokens()), row.answer().times(answers));
        List<Stage> stages = new ArrayList<>();
        stages.add(stage(
                "synthesis",
                drawn.plus(Range.exactly(2 * count)),
                row.writing().times(drawn).plus(answering.plus(row.verdict()).times(Range.exactly(count))),
                rates));
        double verdicts =
                settings.judge().audit().probes() * (settings.judge().kind() == Kind.AUTO ? KINDS_OF_AUTO : 1.0);
        stages.add(stage(
                "audit",
                Range.exactly(verdicts),
                row.verdict().times(share(settings).times(verdicts)),
                rates));
        stages.add(training(settings, row, rates)
                .plus(TRAINING_BEGIN_SECONDS_OF_PARAMETER.times((double) size.parameters())));
        stages.add(new Stage(
                "export",
                Range.ZERO,
                Tokens.NONE,
                EXPORT_SECONDS_OF_PARAMETER.times((double) size.parameters()),
                Range.ZERO));
        double constrained = 2.0 * settings.evaluate().constraints();
        double calls = row.measuringCalls(heldOut) + constrained;
        Tokens measuring = row.measuring(heldOut).plus(row.constrained(constrained));
        stages.add(stage("evaluate", Range.exactly(calls), measuring, rates)
                .plus(OPENING_SECONDS_OF_PARAMETER.times(calls == 0 ? 0.0 : size.parameters())));
        return new Forecast(basis, stages, size.memory(), disk(settings, stages, drawn, size));
    }

    private static Stage stage(String name, Range calls, Tokens tokens, Rates rates) {
        return new Stage(name, calls, tokens, rates.seconds(tokens), rates.money(tokens));
    }

    private static Range share(RunSettings settings) {
        return POINTWISE.contains(settings.judge().kind()) ? POINTWISE_SHARE : Range.exactly(1);
    }

    private static Stage training(RunSettings settings, RowShape row, Rates rates) {
        Range pairs = row.pairs().times(settings.personas().count());
        Range tokens = Range.exactly(row.promptTokens())
                .plus(row.answer().times(2))
                .times(pairs)
                .times(settings.train().epochs());
        boolean exact = settings.train().precision().on(settings.engine().computeDevice()) == Precision.FLOAT32;
        return new Stage(
                "train", Range.ZERO, new Tokens(tokens, Range.ZERO), rates.trainSeconds(tokens, exact), Range.ZERO);
    }

    private static Range disk(RunSettings settings, List<Stage> stages, Range drawn, ModelSize size) {
        Range tokens = stages.stream().map(stage -> stage.tokens().written()).reduce(Range.ZERO, Range::plus);
        double files = size.checkpoints(settings.train().keepCheckpoints()) + size.exported();
        return tokens.times(BYTES_OF_TOKEN)
                .plus(drawn.times(BYTES_OF_ROW))
                .times(new Range(0.5, 1, 2))
                .plus(new Range(0.5 * files, files, 2 * files));
    }

    /// {@return the wall time of all stages, in seconds}
    public Range seconds() {
        return stages.stream().map(Stage::seconds).reduce(Range.ZERO, Range::plus);
    }

    /// {@return the cost of all stages, in the currency of the prices}
    public Range money() {
        return stages.stream().map(Stage::money).reduce(Range.ZERO, Range::plus);
    }
}
