package sao.arena;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sao.error.SaoException;
import sao.protocol.FileRecord;

/// The style of the answers of models: length, and counts of Markdown headers, list items and bold texts outside code.
/// The counts are those in the answer files' `metadata` or `conv_metadata`, or counted in the text where a record has
/// none.
///
/// @param styles style of each answer, by model and prompt
/// @param counted number of answers whose style was counted here, their length in words; 0 if all have metadata
public record ArenaAnswers(Map<String, Map<String, Style>> styles, int counted) {
    private static final Pattern CODE = Pattern.compile("```[^`]*+```");
    private static final Pattern HEADER = Pattern.compile("^#{1,6}\\s", Pattern.MULTILINE);
    private static final Pattern ORDERED = Pattern.compile("^\\s*+\\d++\\.\\s", Pattern.MULTILINE);
    private static final Pattern UNORDERED = Pattern.compile("^\\s*+[-*+]\\s", Pattern.MULTILINE);
    private static final Pattern STARS = Pattern.compile("\\*\\*[^*\\n]++\\*\\*");
    private static final Pattern UNDERSCORES = Pattern.compile("__[^_\\n]++__");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /// The style of an answer.
    ///
    /// @param length in tokens of the file's tokenizer, or in words
    /// @param headers number of headers
    /// @param lists number of list items
    /// @param bold number of bold texts
    public record Style(double length, double headers, double lists, double bold) {}

    /// {@return the styles of the answers in files}
    ///
    /// @param files JSON lines of Arena-Hard's `model_answer` folder
    /// @throws SaoException if a file cannot be read, or only some of the answers have metadata
    public static ArenaAnswers read(List<Path> files) {
        Map<String, Map<String, Style>> styles = new HashMap<>();
        int counted = 0;
        int all = 0;
        for (Path file : files) {
            for (FileRecord record : FileRecord.read(file)) {
                JsonNode metadata = record.json().path("metadata").isObject()
                        ? record.json().path("metadata")
                        : record.json().path("conv_metadata");
                counted += metadata.isObject() ? 0 : 1;
                all++;
                String model = record.textUnder(List.of("model", "model_id"));
                styles.computeIfAbsent(model, _ -> new HashMap<>())
                        .put(
                                record.textUnder(List.of("uid", "question_id")),
                                metadata.isObject() ? stated(metadata) : counted(text(record)));
            }
        }
        if (counted > 0 && counted < all) {
            throw new SaoException(
                    "%d of the %d answers have no metadata, so their lengths cannot be compared with those of the others."
                            .formatted(counted, all),
                    "Add metadata to all answers with Arena-Hard's add_markdown_info.py, or to none.");
        }
        return new ArenaAnswers(styles, counted);
    }

    private static Style stated(JsonNode metadata) {
        return new Style(
                sum(metadata.path("token_len")),
                sum(metadata.path("header_count")),
                sum(metadata.path("list_count")),
                sum(metadata.path("bold_count")));
    }

    private static double sum(JsonNode counts) {
        if (counts.isNumber()) {
            return counts.doubleValue();
        }
        double sum = 0;
        for (JsonNode count : counts) {
            sum += count.asDouble();
        }
        return sum;
    }

    private static String text(FileRecord record) {
        JsonNode messages = record.json().path("messages");
        JsonNode content = messages.path(messages.size() - 1).path("content");
        JsonNode turn =
                record.json().path("choices").path(0).path("turns").path(0).path("content");
        return List.of(content.path("answer"), content, turn).stream()
                .filter(JsonNode::isTextual)
                .findFirst()
                .map(JsonNode::textValue)
                .orElseThrow(() -> record.wrong("has no answer", "Give Arena-Hard's model answers."));
    }

    /// {@return the style of a text}
    static Style counted(String answer) {
        String text = CODE.matcher(answer).replaceAll("");
        long words = SPACE.splitAsStream(answer).filter(word -> !word.isEmpty()).count();
        return new Style(
                words,
                count(HEADER, text),
                count(ORDERED, text) + count(UNORDERED, text),
                count(STARS, text) + count(UNDERSCORES, text));
    }

    private static double count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }

    /// {@return the style of an answer}
    ///
    /// @throws SaoException if no file has it
    Style of(String model, String prompt) {
        Style style = styles.getOrDefault(model, Map.of()).get(prompt);
        if (style == null) {
            throw new SaoException(
                    "The answers of %s to the prompt %s are in none of the files.".formatted(model, prompt),
                    "Give the answers of the baseline and of every judged model to all prompts.");
        }
        return style;
    }
}
