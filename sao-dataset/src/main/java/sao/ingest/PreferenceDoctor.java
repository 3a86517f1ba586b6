package sao.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sao.chat.ChatMessage;
import sao.error.SaoException;
import sao.novelty.BenchmarkIndex;
import sao.pairtraining.PreferenceRow;
import sao.text.TemplateMarks;

/// Finds defects of preference pairs as training data: rows that cannot be read, empty or identical answers,
/// chat template markers in the text, repeated or contradictory rows, lengths from which the preferred answer
/// can be predicted, and prompts of benchmarks.
public final class PreferenceDoctor {
    private static final int EXAMPLES = 3;
    private static final int MOST_BROKEN = 20;
    private static final double LENGTH_RATIO = 4;
    private static final int LEAK_WORDS = 8;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final BenchmarkIndex benchmarks = new BenchmarkIndex(LEAK_WORDS);
    private final Map<Kind, Found> found = new LinkedHashMap<>();
    private final Map<String, String> prompts = new HashMap<>();
    private final Map<String, String> pairs = new HashMap<>();
    private final List<Integer> chosenWords = new ArrayList<>();
    private final List<Integer> rejectedWords = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private int brokenRows;
    private int chosenLonger;
    private int rejectedLonger;

    private PreferenceDoctor(List<Path> benchmarks) {
        benchmarks.forEach(questions -> BenchmarkFile.readWhole(questions, this.benchmarks::add));
        Arrays.stream(Kind.values()).forEach(kind -> found.put(kind, new Found()));
    }

    /// A kind of defect of a row.
    public enum Kind {
        /// The prompt is empty.
        EMPTY_PROMPT,
        /// An answer is empty.
        EMPTY_ANSWER,
        /// Both answers are equal.
        IDENTICAL_ANSWERS,
        /// A text contains markers of a chat template.
        TEMPLATE_MARKER,
        /// An earlier row has the same prompt and the same answers.
        DUPLICATE_PAIR,
        /// An earlier row has the same prompt and prefers the other answer.
        CONTRADICTION,
        /// An earlier row has the same prompt.
        REPEATED_PROMPT,
        /// One answer has more than four times as many words as the other.
        LENGTH_GAP,
        /// The prompt shares a sequence of words with a benchmark.
        BENCHMARK_LEAK;

        /// {@return the defect's name in reports, in lower case}
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final class Found {
        private int count;
        private final List<String> rows = new ArrayList<>();
    }

    /// The rows with one kind of defect.
    ///
    /// @param kind kind of the defect
    /// @param count number of rows
    /// @param rows ids of the first of them
    public record Finding(Kind kind, int count, List<String> rows) {
        public Finding {
            rows = List.copyOf(rows);
        }
    }

    /// The findings for one file.
    ///
    /// @param rows number of pairs that can be trained on
    /// @param brokenRows number of rows that cannot be read
    /// @param broken error messages of the first 20 of them
    /// @param severalTurns number of rows whose answers differ in more than one message
    /// @param unranked number of rows whose scores are equal
    /// @param findings one finding for every kind of defect, including those with count 0
    /// @param chosenWords median number of words of chosen answers
    /// @param rejectedWords median number of words of rejected answers
    /// @param chosenLonger share, in [0, 1], of the rows of unequal length in which the chosen answer is
    ///     longer; NaN if all are of equal length
    public record Diagnosis(
            int rows,
            int brokenRows,
            List<String> broken,
            int severalTurns,
            int unranked,
            List<Finding> findings,
            int chosenWords,
            int rejectedWords,
            double chosenLonger) {
        public Diagnosis {
            findings = List.copyOf(findings);
            broken = List.copyOf(broken);
        }
    }

    /// {@return the findings for a preference file}
    ///
    /// @param benchmarks files with prompts that must not be trained on, see [BenchmarkFile]
    /// @throws sao.error.SaoException if a file cannot be read or has no rows
    public static Diagnosis examine(Path file, List<Path> benchmarks) {
        PreferenceDoctor doctor = new PreferenceDoctor(benchmarks);
        PreferenceFile pairs = PreferenceFile.read(file, doctor::noteBroken);
        pairs.rows().forEach(doctor::look);
        return doctor.diagnosis(pairs);
    }

    private Diagnosis diagnosis(PreferenceFile file) {
        int unequal = chosenLonger + rejectedLonger;
        return new Diagnosis(
                file.rows().size(),
                brokenRows,
                broken,
                file.severalTurns(),
                file.unranked(),
                found.entrySet().stream()
                        .map(each -> new Finding(each.getKey(), each.getValue().count, each.getValue().rows))
                        .toList(),
                median(chosenWords),
                median(rejectedWords),
                unequal == 0 ? Double.NaN : (double) chosenLonger / unequal);
    }

    private void noteBroken(SaoException row) {
        brokenRows++;
        if (broken.size() < MOST_BROKEN) {
            broken.add(row.problem());
        }
    }

    private void look(PreferenceRow row) {
        String prompt = prompt(row);
        note(row, Kind.EMPTY_PROMPT, prompt.isBlank());
        note(row, Kind.EMPTY_ANSWER, row.chosen().isBlank() || row.rejected().isBlank());
        note(row, Kind.IDENTICAL_ANSWERS, normal(row.chosen()).equals(normal(row.rejected())));
        note(row, Kind.TEMPLATE_MARKER, isMarked(prompt) || isMarked(row.chosen()) || isMarked(row.rejected()));
        repetitions(row, normal(prompt));
        lengths(row);
        note(row, Kind.BENCHMARK_LEAK, benchmarks.overlap(prompt).isPresent());
    }

    private void repetitions(PreferenceRow row, String prompt) {
        String before = prompt + '\u0000' + normal(row.chosen()) + '\u0000' + normal(row.rejected());
        String turned = prompt + '\u0000' + normal(row.rejected()) + '\u0000' + normal(row.chosen());
        boolean identical = normal(row.chosen()).equals(normal(row.rejected()));
        note(row, Kind.CONTRADICTION, !identical && pairs.containsKey(turned));
        note(row, Kind.DUPLICATE_PAIR, pairs.putIfAbsent(before, row.id()) != null);
        note(row, Kind.REPEATED_PROMPT, prompts.putIfAbsent(prompt, row.id()) != null);
    }

    private void lengths(PreferenceRow row) {
        int chosen = words(row.chosen());
        int rejected = words(row.rejected());
        chosenWords.add(chosen);
        rejectedWords.add(rejected);
        chosenLonger += chosen > rejected ? 1 : 0;
        rejectedLonger += rejected > chosen ? 1 : 0;
        int shorter = Math.min(chosen, rejected);
        note(row, Kind.LENGTH_GAP, shorter > 0 && Math.max(chosen, rejected) > LENGTH_RATIO * shorter);
    }

    private void note(PreferenceRow row, Kind kind, boolean holds) {
        Found place = found.computeIfAbsent(kind, _ -> new Found());
        if (holds) {
            place.count++;
            if (place.rows.size() < EXAMPLES) {
                place.rows.add(row.id());
            }
        }
    }

    private static String prompt(PreferenceRow row) {
        return switch (row) {
            case PreferenceRow.Chat chat ->
                chat.prompt().messages().stream().map(ChatMessage::content).collect(Collectors.joining("\n\n"));
            case PreferenceRow.Plain plain -> plain.prompt();
        };
    }

    private static boolean isMarked(String text) {
        return TemplateMarks.areIn(text) || TemplateMarks.nameSpeakerIn(text);
    }

    private static String normal(String text) {
        return SPACE.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : (int) SPACE.splitAsStream(text.strip()).count();
    }

    private static int median(List<Integer> numbers) {
        List<Integer> sorted = numbers.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
