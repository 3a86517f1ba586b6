package sao.dataset;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sao.export.MarkdownText;

/// The contents of a dataset card: the source, licence and settings of the pairs.
///
/// @param run name of the run
/// @param model name of the model that wrote prompts and answers
/// @param modelFingerprint digest of its weights, tokenizer, template and precision
/// @param judge name of the model that ranked the answers; empty if it is `model`
/// @param licence terms of use of the pairs; a sentence or an SPDX identifier
/// @param funnel number of rows that left each stage, in the order of the stages
/// @param dropped number of dropped rows by reason
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

    /// {@return the card as Markdown, with the YAML front matter that the Hugging Face hub and `datasets` read}
    ///
    /// @param rows number of rows
    /// @param statistics statistics of the pairs, a Markdown table
    /// @param dataFiles glob pattern of the data files
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

    /// {@return the hub's size category for a number of rows}
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
