package sao.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import sao.domain.SaoException;
import sao.domain.Seeds;

/// Questions that must not be trained on, as the set of their runs of eight words; a shorter question is one
/// run. Kept are hashes of 64 bits.
///
/// Source of the rule: contamination by n-gram overlap, Language Models are Few-Shot Learners, arXiv
/// 2005.14165, appendix C (there with 8 to 13 words).
final class BenchmarkQuestions {
    private static final int RUN = 8;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final List<String> FIELDS = List.of("prompt", "question", "instruction", "input", "text", "turns");
    private static final JsonMapper JSON = new JsonMapper();

    private final Set<Long> runs = new HashSet<>();

    private BenchmarkQuestions() {}

    /// Reads files of questions: text with one a line, or JSON lines whose question stands under `prompt`,
    /// `question`, `instruction`, `input`, `text` or `turns`.
    ///
    /// @throws SaoException if a file cannot be read, or a line has none of these
    static BenchmarkQuestions read(List<Path> files) {
        BenchmarkQuestions questions = new BenchmarkQuestions();
        files.forEach(questions::add);
        return questions;
    }

    /// {@return whether a text has a run of words of one of the questions}
    boolean leaksInto(String text) {
        return !runs.isEmpty() && runs(words(text)).stream().anyMatch(runs::contains);
    }

    private void add(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    String question =
                            file.toString().endsWith(".jsonl") ? question(file, i + 1, lines.get(i)) : lines.get(i);
                    runs.addAll(runs(words(question)));
                }
            }
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be read: %s".formatted(file, e), "Check the path, the rights and that it is UTF-8.", e);
        }
    }

    private static String question(Path file, int line, String text) {
        try {
            JsonNode row = JSON.readTree(text);
            for (String field : FIELDS) {
                JsonNode value = row.path(field);
                if (value.isArray() && value.path(0).isTextual()) {
                    value = value.path(0);
                }
                if (value.isTextual()) {
                    return value.asText();
                }
            }
            throw new SaoException(
                    "Line %d of %s has no question.".formatted(line, file),
                    "Give it under one of: %s.".formatted(String.join(", ", FIELDS)));
        } catch (JacksonException e) {
            throw new SaoException(
                    "Line %d of %s is not JSON: %s".formatted(line, file, e.getOriginalMessage()),
                    "Write one JSON object a line.",
                    e);
        }
    }

    private static List<String> words(String text) {
        return NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// Hashes of all runs of eight words; of the whole if it is shorter.
    private static List<Long> runs(List<String> words) {
        List<Long> hashes = new ArrayList<>();
        int count = Math.max(words.isEmpty() ? 0 : 1, words.size() - RUN + 1);
        for (int i = 0; i < count; i++) {
            long hash = RUN;
            for (String word : words.subList(i, Math.min(i + RUN, words.size()))) {
                hash = Seeds.mix(hash ^ hash(word));
            }
            hashes.add(hash);
        }
        return hashes;
    }

    private static long hash(String word) {
        long hash = 1_125_899_906_842_597L;
        for (int i = 0; i < word.length(); i++) {
            hash = 31 * hash + word.charAt(i);
        }
        return hash;
    }
}
