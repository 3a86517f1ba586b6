package sao.evaluatecommand;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.content.ContentId;
import sao.domain.Prompt;
import sao.ingest.BenchmarkFile;
import sao.protocol.FileRecord;
import sao.protocol.ModelAnswers;

/// The prompts of a file in a format of [BenchmarkFile], each once, and their clusters: prompts with equal texts under
/// one of the fields `persona`, `topic`, `category` or `cluster`, in that order, are one cluster.
///
/// @param prompts the prompts, in the order of the file
/// @param clusters cluster of a prompt by the prompt's id; empty if the file names none
record PromptFile(List<Prompt> prompts, Map<String, String> clusters) {
    private static final List<String> FIELDS = List.of("persona", "topic", "category", "cluster");

    PromptFile {
        prompts = List.copyOf(prompts);
        clusters = Map.copyOf(clusters);
    }

    /// {@return the prompts of a file; of a conversation only the first turn}
    ///
    /// @throws sao.error.SaoException if the file cannot be read, or a row has no prompt
    static PromptFile read(Path file) {
        Map<String, Prompt> prompts = new LinkedHashMap<>();
        Map<String, String> clusters = new LinkedHashMap<>();
        List<String> byRow = clusters(file);
        BenchmarkFile.readTurns(
                file,
                (place, text) -> {
                    Prompt prompt = ModelAnswers.prompt(text);
                    prompts.putIfAbsent(prompt.id(), prompt);
                    int row = Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
                    if (row <= byRow.size() && !byRow.get(row - 1).isEmpty()) {
                        clusters.putIfAbsent(prompt.id(), byRow.get(row - 1));
                    }
                },
                (_, _) -> {});
        return new PromptFile(new ArrayList<>(prompts.values()), clusters);
    }

    /// {@return the cluster of each row; empty texts where a row names none}
    private static List<String> clusters(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".jsonl")) {
            return List.of();
        }
        return FileRecord.read(file).stream()
                .map(record -> FIELDS.stream()
                        .flatMap(field -> record.optionalText(field).stream())
                        .findFirst()
                        .map(text -> ContentId.of(Map.of("kind", "cluster", "text", text)))
                        .orElse(""))
                .toList();
    }

    /// {@return the first prompts of this file}
    PromptFile first(int most) {
        return new PromptFile(prompts.subList(0, Math.min(most, prompts.size())), clusters);
    }
}
