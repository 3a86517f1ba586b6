package sao.mtbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sao.protocol.FileRecord;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// Two models on MT-Bench from judgments of pairs of answers in both orders. Orders that disagree are a tie.
///
/// Source: Zheng et al., arXiv 2306.05685: a model wins if it is preferred in both orders; adjusted win rate =
/// (wins + ties / 2) / judgments.
///
/// @param first name of the first model
/// @param second name of the second model
/// @param judge name of the judge; empty if not stated
/// @param wins number of turns that the first model wins
/// @param ties number of ties, disagreements included
/// @param losses number of turns that the second model wins
/// @param unreadable number of turns with an order without a verdict; in no figure
public record MtBenchPairs(String first, String second, String judge, int wins, int ties, int losses, int unreadable) {
    /// {@return whether a file holds judgments of pairs}
    public static boolean isPairs(Path file) {
        return FileRecord.read(file).getFirst().json().has("model_1");
    }

    /// {@return the results of every pair of models of a judgment file}
    ///
    /// @param file JSON lines of FastChat's `model_judgment` folder: `model_1`, `model_2`, and `g1_judgment` and
    ///     `g2_judgment`, where the second shows model 2 as A, or `g1_winner` and `g2_winner`
    /// @throws sao.error.SaoException if the file cannot be read, or a record lacks a field
    public static List<MtBenchPairs> read(Path file) {
        Map<List<String>, List<FileRecord>> byPair =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (FileRecord record : FileRecord.read(file)) {
            byPair.computeIfAbsent(List.of(record.text("model_1"), record.text("model_2")), _ -> new ArrayList<>())
                    .add(record);
        }
        return byPair.entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue()))
                .toList();
    }

    private static MtBenchPairs of(List<String> models, List<FileRecord> records) {
        Map<PairVerdict, Integer> counts = new EnumMap<>(PairVerdict.class);
        records.forEach(record -> counts.merge(both(verdict(record, 1), verdict(record, 2)), 1, Integer::sum));
        return new MtBenchPairs(
                models.getFirst(),
                models.getLast(),
                MtBench.judge(records.getFirst().json().path("judge")),
                counts.getOrDefault(PairVerdict.A, 0),
                counts.getOrDefault(PairVerdict.TIE, 0),
                counts.getOrDefault(PairVerdict.B, 0),
                counts.getOrDefault(PairVerdict.UNREADABLE, 0));
    }

    private static PairVerdict both(PairVerdict given, PairVerdict swapped) {
        if (given == PairVerdict.UNREADABLE || swapped == PairVerdict.UNREADABLE) {
            return PairVerdict.UNREADABLE;
        }
        return given == swapped ? given : PairVerdict.TIE;
    }

    /// {@return the verdict of a game with model 1 as A}
    private static PairVerdict verdict(FileRecord record, int game) {
        return record.optionalText("g%d_judgment".formatted(game))
                .map(PairVerdict::in)
                .map(verdict -> game == 2 ? verdict.exchanged() : verdict)
                .orElseGet(() -> switch (record.text("g%d_winner".formatted(game))) {
                    case "model_1" -> PairVerdict.A;
                    case "model_2" -> PairVerdict.B;
                    case "tie" -> PairVerdict.TIE;
                    default -> PairVerdict.UNREADABLE;
                });
    }

    /// {@return the adjusted win rate of the first model, in [0, 1]; 0 without a readable judgment}
    public double winRate() {
        return proportion().value();
    }

    /// {@return Wilson's 95 % interval of the adjusted win rate}
    public Interval interval() {
        return proportion().interval();
    }

    private WilsonProportion proportion() {
        return new WilsonProportion(wins + ties / 2.0, wins + ties + losses);
    }
}
