package sao.dataset;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sao.export.MarkdownText;

/// What a dataset card says beyond the pairs themselves: where they come from and under what terms.
///
/// @param run name of the run
/// @param model name of the model that wrote prompts and answers
/// @param modelFingerprint digest of its weights, tokenizer, template and precision
/// @param judge who ranked the answers, if it was not the model itself
/// @param licence what the pairs may be used for; a sentence or an SPDX name
/// @param funnel stages in order with how many came out of each
/// @param dropped reasons with how many rows left for them
/// @param settings the resolved settings, YAML
/// @param settingsDigest SHA-256 of them, hexadecimal
public record DatasetCard(
        String run,
        String model,
        String modelFingerprint,
        Optional<String> judge,
        String licence,
        Map<String, Long> funnel,
        Map<String, Long> dropped,
        String settings,
        String settingsDigest) {

    /// {@return the card as Markdown with the head that the Hugging Face hub and `datasets` read}
    ///
    /// @param rows how many there are
    /// @param statistics a Markdown table
    /// @param dataFiles pattern of the files
    String markdown(Table<?> table, long rows, String statistics, String dataFiles) {
        return """
                ---
                pretty_name: %s
                tags:
                - preference
                - self-alignment
                - synthetic
                - trl
                size_categories:
                - %s
                configs:
                - config_name: default
                  data_files:
                  - split: train
                    path: %s
                ---
                # %s

                %s

                %s No person has checked them.

                - model: `%s`
                - model fingerprint: `%s`
                - judge: `%s`
                - settings digest (SHA-256): `%s`

                ## Licence

                %s

                Everything here was written by the model named above: its licence governs what may be done with
                its output.

                ## Funnel

                %s
                ## Statistics

                %s
                ## Columns

                %s
                ## Settings

                ```yaml
                %s
                ```
                """.formatted(
                        yamlString(run),
                        sizeCategory(rows),
                        dataFiles,
                        MarkdownText.escaped(run),
                        table.text(),
                        story(),
                        code(model),
                        code(modelFingerprint),
                        code(judge.orElse("the model itself")),
                        code(settingsDigest),
                        MarkdownText.escaped(licence),
                        funnelTables(),
                        statistics,
                        columnTable(table),
                        settings.strip().replace("```", "'''"));
    }

    private String story() {
        return judge.isEmpty()
                ? "A chat model made them by itself with Self-Alignment Optimization (arXiv 2510.06652): it wrote each\n"
                        + "prompt in the role of a persona, answered it, and judged its own answers."
                : "A chat model made them with the loop of Self-Alignment Optimization (arXiv 2510.06652): it wrote each\n"
                        + "prompt in the role of a persona and answered it; the judge named below ranked the answers.";
    }

    private String funnelTables() {
        return table("stage", "rows", funnel) + "\nDropped on the way, by reason:\n\n"
                + table("reason", "rows", dropped);
    }

    private static String table(String key, String value, Map<String, Long> rows) {
        String body = rows.entrySet().stream()
                .map(row -> "| %s | %d |\n".formatted(MarkdownText.escaped(row.getKey()), row.getValue()))
                .collect(Collectors.joining());
        return "| %s | %s |\n| --- | --- |\n%s".formatted(key, value, body);
    }

    private static String columnTable(Table<?> table) {
        return table.columns().stream()
                .map(column -> "| `%s` | %s |\n".formatted(column.name(), column.meaning()))
                .collect(Collectors.joining("", "| column | meaning |\n| --- | --- |\n", ""));
    }

    /// {@return the hub's word for a number of rows}
    static String sizeCategory(long rows) {
        String[] words = {"n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M"};
        long bound = 1_000;
        for (String word : words) {
            if (rows < bound) {
                return word;
            }
            bound *= 10;
        }
        return "n>10M";
    }

    private static String yamlString(String text) {
        return "'" + oneLine(text).replace("'", "''") + "'";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String code(String text) {
        return oneLine(text).replace("`", "'");
    }
}
