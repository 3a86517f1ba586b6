package sao.evaluatecommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sao.error.SaoException;
import sao.evaluatecommand.WinRateCommand.Sides;
import sao.evaluation.ComparedPair;
import sao.evaluation.Comparison;
import sao.evaluation.LengthControl;
import sao.evaluation.Power;
import sao.evaluation.WinRate;
import sao.protocol.HeadToHead.Judged;
import sao.protocol.LabelCorrection;
import sao.protocol.RoganGladen;
import sao.settings.EvaluateSettings.EvaluationJudge;
import sao.statistics.Interval;

/// The result of one judge, as text and as JSON.
///
/// @param judge as given on the command line
/// @param sides what was compared
/// @param judged the verdicts
record WinRateText(EvaluationJudge judge, Sides sides, Judged judged) {
    private static final JsonMapper JSON = new JsonMapper();

    /// {@return one JSON object; rates are shares in [0, 1]}
    String json() {
        Comparison comparison = judged.comparison();
        ObjectNode tree = JSON.createObjectNode()
                .put("model", sides.names().getFirst())
                .put("against", sides.names().getLast())
                .put("judge_model", judge.model())
                .put("judge", comparison.judge())
                .put("prompts", sides.set().size())
                .put("n", comparison.winRate().prompts())
                .put("clusters", judged.clustered().clusters())
                .put("draws", sides.draws())
                .put("win_rate", comparison.winRate().rate());
        interval(tree, judged.clustered().winRate());
        ObjectNode odds =
                tree.putObject("log_odds").put("mean", comparison.logOdds().mean());
        interval(odds, judged.clustered().logOdds());
        tree.put("wins", comparison.winRate().wins())
                .put("ties", comparison.winRate().ties())
                .put("losses", comparison.winRate().losses())
                .put("unreadable", comparison.unreadable())
                .put("too_long", comparison.tooLong())
                .put("unmatched", sides.unmatched())
                .put("minimum_detectable_win_rate", power().winRate());
        share(
                tree,
                "length_controlled",
                comparison.lengthControlled().map(LengthControl::winRate),
                comparison.lengthControlled().map(LengthControl::interval));
        rate(tree, "length_matched", comparison.lengthMatched().map(Comparison.LengthMatched::winRate));
        rate(tree, "control_self", judged.self().map(Comparison::winRate));
        rate(tree, "control_halved", judged.halved().map(Comparison::winRate));
        correction(tree);
        return tree.toString();
    }

    private Power power() {
        return new Power(sides.set().size(), sides.draws());
    }

    private void correction(ObjectNode tree) {
        if (judged.correction().isEmpty()) {
            tree.putNull("label_corrected");
            return;
        }
        LabelCorrection correction = judged.correction().get();
        ObjectNode labels = tree.putObject("label_corrected").put("method", "rogan-gladen");
        correction
                .corrected()
                .ifPresentOrElse(
                        found -> interval(labels.put("win_rate", found.rate()), found.interval()),
                        () -> labels.putNull("win_rate"));
        ObjectNode accuracy = labels.putObject("accuracy")
                .put("value", correction.labelled().winRate().rate())
                .put("n", correction.labelled().winRate().prompts())
                .put("unreadable", correction.labelled().unreadable());
        interval(accuracy, correction.accuracy().winRate());
    }

    private static void rate(ObjectNode tree, String name, Optional<WinRate> rate) {
        share(tree, name, rate.map(WinRate::rate), rate.map(WinRate::interval));
    }

    private static void share(ObjectNode tree, String name, Optional<Double> value, Optional<Interval> interval) {
        if (value.isPresent() && interval.isPresent()) {
            interval(tree.putObject(name).put("win_rate", value.get()), interval.get());
        } else {
            tree.putNull(name);
        }
    }

    private static void interval(ObjectNode tree, Interval interval) {
        tree.put("low", interval.low()).put("high", interval.high());
    }

    /// {@return the result as lines of text}
    List<String> lines() {
        Comparison comparison = judged.comparison();
        List<String> lines = new ArrayList<>();
        lines.add("%s against %s on %d prompts of %s (%d clusters), by judge %s of %s:"
                .formatted(
                        sides.names().getFirst(),
                        sides.names().getLast(),
                        comparison.winRate().prompts(),
                        sides.set().benchmark(),
                        judged.clustered().clusters(),
                        comparison.judge(),
                        judge.model()));
        lines.add("");
        lines.addAll(table(comparison));
        lines.add("");
        lines.add("%d wins, %d ties, %d losses of pairs of answers; %d unreadable, %d prompts left out, %d unmatched."
                .formatted(
                        comparison.winRate().wins(),
                        comparison.winRate().ties(),
                        comparison.winRate().losses(),
                        comparison.unreadable(),
                        comparison.tooLong(),
                        sides.unmatched()));
        return lines;
    }

    private List<String> table(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("| figure | value | 95 % |");
        lines.add("| --- | --- | --- |");
        lines.add(
                row("win rate", comparison.winRate().rate(), judged.clustered().winRate()));
        lines.add(String.format(
                Locale.ROOT,
                "| mean log-odds, nats | %+.3f | %+.3f to %+.3f |",
                comparison.logOdds().mean(),
                judged.clustered().logOdds().low(),
                judged.clustered().logOdds().high()));
        comparison
                .lengthControlled()
                .ifPresent(found -> lines.add(row("LC (minimal)", found.winRate(), found.interval())));
        comparison
                .lengthMatched()
                .ifPresent(found -> lines.add(
                        row("win rate at similar length (%d pairs)".formatted(found.pairs()), found.winRate())));
        judged.correction().ifPresent(found -> lines.addAll(corrected(found)));
        judged.self()
                .ifPresent(found -> lines.add(
                        row("control: %s against itself".formatted(sides.names().getLast()), found.winRate())));
        judged.halved()
                .ifPresent(found -> lines.add(row("control: first halves against whole answers", found.winRate())));
        return lines;
    }

    private static List<String> corrected(LabelCorrection correction) {
        String judged = row(
                "judge right on %d labelled pairs"
                        .formatted(correction.labelled().winRate().prompts()),
                correction.labelled().winRate().rate(),
                correction.accuracy().winRate());
        return List.of(
                judged,
                correction
                        .corrected()
                        .map((RoganGladen found) ->
                                row("label-corrected win rate (Rogan-Gladen)", found.rate(), found.interval()))
                        .orElse("| label-corrected win rate | not computed: the judge may be at chance | – |"));
    }

    private static String row(String name, WinRate rate) {
        return row(name, rate.rate(), rate.interval());
    }

    private static String row(String name, double rate, Interval interval) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f %% | %.1f to %.1f %% |",
                name,
                100 * rate,
                100 * interval.low(),
                100 * interval.high());
    }

    /// {@return sentences about controls that failed, and about figures that are not given}
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!judged.selfHolds()) {
            warnings.add("Warning: the comparison of %s with itself is not at 50 %%; do not trust the result."
                    .formatted(sides.names().getLast()));
        }
        if (!judged.halvedHolds()) {
            warnings.add("Warning: %s does not prefer whole answers to their first halves; its verdicts say little."
                    .formatted(judged.comparison().judge()));
        }
        if (judged.comparison().lengthControlled().isEmpty()) {
            warnings.add("No length-controlled win rate: it needs %d prompts, and %d were judged."
                    .formatted(
                            LengthControl.FEWEST_PROMPTS,
                            judged.comparison().winRate().prompts()));
        }
        return warnings;
    }

    /// Writes the readable verdicts as annotations of AlpacaEval: the other model is the baseline.
    void writeAnnotations(Path file) {
        List<String> lines = judged.comparison().pairs().stream()
                .filter(ComparedPair::readable)
                .map(pair -> JSON.createObjectNode()
                        .put("instruction", pair.prompt().text())
                        .put("output_1", pair.baseline().text())
                        .put("generator_1", sides.names().getLast())
                        .put("output_2", pair.candidate().text())
                        .put("generator_2", sides.names().getFirst())
                        .put(
                                "annotator",
                                "%s of %s".formatted(judged.comparison().judge(), judge.model()))
                        .put("preference", 1 + pair.probability())
                        .toString())
                .toList();
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new SaoException("%s cannot be written: %s".formatted(file, e), "Check the path and the rights.", e);
        }
    }
}
