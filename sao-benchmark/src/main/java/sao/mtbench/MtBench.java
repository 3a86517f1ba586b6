package sao.mtbench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import sao.protocol.FileRecord;
import sao.statistics.Bootstrap;
import sao.statistics.Interval;

/// The scores of a model on MT-Bench from the judgments of its single answers, from 1 to 10. An
/// unreadable rating is counted and in no mean.
///
/// Source: Zheng et al., arXiv 2306.05685; the mean is over all rated turns.
///
/// @param model name of the model
/// @param judge name of the judge; empty if not stated
/// @param score mean rating of all turns; NaN if none is readable
/// @param interval 95 % interval of `score`, by bootstrap over questions, whose turns stay together
/// @param firstTurn mean rating of the first turns; NaN without one
/// @param secondTurn mean rating of the second turns; NaN without one
/// @param questions number of questions with a rated turn
/// @param rated number of rated turns
/// @param unreadable number of judgments without a rating
/// @param byCategory mean rating of each category
public record MtBench(
        String model,
        String judge,
        double score,
        Interval interval,
        double firstTurn,
        double secondTurn,
        int questions,
        int rated,
        int unreadable,
        Map<String, Double> byCategory) {
    private static final long SEED = 42;

    /// Categories of the questions 81 to 160, ten questions each.
    private static final List<String> CATEGORIES =
            List.of("writing", "roleplay", "reasoning", "math", "coding", "extraction", "stem", "humanities");

    private static final int FIRST_QUESTION = 81;
    private static final int OF_CATEGORY = 10;

    public MtBench {
        byCategory = Map.copyOf(byCategory);
    }

    /// A rated turn.
    private record Turn(String question, String category, int number, OptionalDouble rating) {}

    /// {@return the scores of every model of a judgment file, by name}
    ///
    /// @param file JSON lines of FastChat's `model_judgment` folder: `question_id`, `model`, `turn`, and
    ///     the text of the `judgment`, or a `score`; an optional `category`
    /// @throws sao.error.SaoException if the file cannot be read, or a record lacks a field
    public static List<MtBench> read(Path file) {
        Map<String, List<Turn>> byModel = new TreeMap<>();
        Map<String, String> judges = new TreeMap<>();
        for (FileRecord record : FileRecord.read(file)) {
            String model = record.text("model");
            byModel.computeIfAbsent(model, _ -> new ArrayList<>()).add(turn(record));
            judges.putIfAbsent(model, judge(record.json().path("judge")));
        }
        return byModel.entrySet().stream()
                .map(each -> of(each.getKey(), judges.getOrDefault(each.getKey(), ""), each.getValue()))
                .toList();
    }

    /// FastChat writes the judge as the name of its model and of its prompt.
    static String judge(JsonNode judge) {
        return judge.isArray() ? judge.path(0).asText() : judge.asText("");
    }

    private static Turn turn(FileRecord record) {
        JsonNode id = record.json().path("question_id");
        JsonNode score = record.json().path("score");
        if (id.isMissingNode() || !(record.json().has("judgment") || score.isNumber())) {
            throw record.wrong("has no 'question_id', or neither 'judgment' nor 'score'", "Give both in every record.");
        }
        OptionalDouble rating = record.optionalText("judgment")
                .map(Rating::in)
                .orElse(score.asDouble(-1) < 0 ? OptionalDouble.empty() : OptionalDouble.of(score.asDouble()));
        return new Turn(
                id.asText(),
                record.optionalText("category").orElse(category(id.asInt())),
                record.json().path("turn").asInt(1),
                rating);
    }

    private static String category(int question) {
        int place = Math.floorDiv(question - FIRST_QUESTION, OF_CATEGORY);
        return place >= 0 && place < CATEGORIES.size() ? CATEGORIES.get(place) : "other";
    }

    private static MtBench of(String model, String judge, List<Turn> turns) {
        Map<String, List<Double>> byQuestion = new TreeMap<>();
        Map<String, List<Turn>> byCategory = new TreeMap<>();
        for (Turn turn : turns) {
            turn.rating()
                    .ifPresent(rating -> byQuestion
                            .computeIfAbsent(turn.question(), _ -> new ArrayList<>())
                            .add(rating));
            byCategory.computeIfAbsent(turn.category(), _ -> new ArrayList<>()).add(turn);
        }
        Map<String, Double> categories = new TreeMap<>();
        byCategory.forEach((category, ofCategory) -> categories.put(category, mean(ofCategory, _ -> true)));
        int rated = byQuestion.values().stream().mapToInt(List::size).sum();
        return new MtBench(
                model,
                judge,
                mean(turns, _ -> true),
                interval(List.copyOf(byQuestion.values())),
                mean(turns, turn -> turn.number() == 1),
                mean(turns, turn -> turn.number() == 2),
                byQuestion.size(),
                rated,
                turns.size() - rated,
                categories);
    }

    private static double mean(List<Turn> turns, Predicate<Turn> chosen) {
        return turns.stream()
                .filter(chosen)
                .flatMap(turn -> turn.rating().stream().boxed())
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    private static Interval interval(List<List<Double>> questions) {
        if (questions.isEmpty()) {
            return new Interval(1, 10);
        }
        return Bootstrap.of(SEED).of(questions.size(), drawn -> {
            double sum = 0;
            int count = 0;
            for (int question : drawn) {
                for (double rating : questions.get(question)) {
                    sum += rating;
                    count++;
                }
            }
            return sum / count;
        });
    }
}
