package sao.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sao.audit.Probe;
import sao.audit.ProbeKind;
import sao.chat.Answer;
import sao.chat.ChatMessage;
import sao.content.ContentId;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.SaoException;
import sao.jsonfile.JsonFile;
import sao.pairtraining.PreferenceRow;
import sao.token.FinishReason;

/// Reads labelled pairs of answers, against which the accuracy of judges is measured.
///
/// Two formats are read. AlpacaEval's annotations, a JSON array or JSON lines, have `instruction`, `output_1`,
/// `output_2` and `preference`, a number from 1 (the first is better) to 2 (the second is better); records
/// without a preference, with the preference 1.5, or with equal answers are skipped. Every other file with the
/// extension `.jsonl` or `.parquet` is read as a [PreferenceFile].
public final class LabelFile {
    private static final double UNDECIDED = 1.5;

    private final Path file;

    private LabelFile(Path file) {
        this.file = file;
    }

    /// {@return the labelled pairs of a file, in the order of the file}
    ///
    /// @throws SaoException if the file cannot be read, a record has neither format, or no record has a
    ///     preference
    public static List<Probe> read(Path file) {
        return new LabelFile(file).probes();
    }

    private List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        if (isAnnotations()) {
            List<JsonNode> records = JsonFile.read(file, "record");
            for (int i = 0; i < records.size(); i++) {
                annotation(records.get(i), i + 1).ifPresent(probes::add);
            }
        } else {
            PreferenceFile.read(file)
                    .rows()
                    .forEach(row ->
                            probe(prompt(row), row.chosen(), row.rejected()).ifPresent(probes::add));
        }
        if (probes.isEmpty()) {
            throw new SaoException(
                    "%s has no pair of answers with a preference.".formatted(file),
                    "Give a file in which at least one record prefers an answer.");
        }
        return probes;
    }

    private boolean isAnnotations() {
        if (file.toString().endsWith(".parquet")) {
            return false;
        }
        List<JsonNode> records = JsonFile.read(file, "record");
        return !file.toString().endsWith(".jsonl")
                || records.isEmpty()
                || records.getFirst().has("output_1");
    }

    private static String prompt(PreferenceRow row) {
        return switch (row) {
            case PreferenceRow.Chat chat ->
                chat.prompt().messages().stream().map(ChatMessage::content).collect(Collectors.joining("\n\n"));
            case PreferenceRow.Plain plain -> plain.prompt();
        };
    }

    private Optional<Probe> annotation(JsonNode record, int number) {
        double preference = record.path("preference").asDouble(UNDECIDED);
        if (Double.isNaN(preference) || preference == UNDECIDED) {
            return Optional.empty();
        }
        if (!(preference >= 1 && preference <= 2)) {
            throw new SaoException(
                    "Record %d of %s has the preference %s.".formatted(number, file, record.get("preference")),
                    "Give numbers from 1 (output_1 is better) to 2 (output_2 is better).");
        }
        boolean firstIsBetter = preference < UNDECIDED;
        return probe(
                text(record, "instruction", number),
                text(record, firstIsBetter ? "output_1" : "output_2", number),
                text(record, firstIsBetter ? "output_2" : "output_1", number));
    }

    private static Optional<Probe> probe(String prompt, String better, String worse) {
        if (better.equals(worse)) {
            return Optional.empty();
        }
        String id = ContentId.of(Map.of("kind", "labelled prompt", "text", prompt));
        return Optional.of(new Probe(
                ProbeKind.LABELLED,
                new Prompt(id, ContentId.of(Map.of("kind", "no persona")), prompt),
                response(id, 0, better),
                response(id, 1, worse),
                List.of()));
    }

    private static Response response(String prompt, int slot, String text) {
        String id = ContentId.of(Map.of("kind", "labelled response", "prompt", prompt, "text", text));
        Answer answer = Answer.ofText(text, FinishReason.STOP, 0);
        return new Response(id, prompt, slot, Optional.empty(), answer);
    }

    private String text(JsonNode record, String field, int number) {
        JsonNode value = record.path(field);
        if (!value.isTextual()) {
            throw new SaoException(
                    "Record %d of %s has no text under '%s'.".formatted(number, file, field),
                    "Give records with instruction, output_1, output_2 and preference, or a .jsonl or .parquet file"
                            + " with prompt, chosen and rejected.");
        }
        return value.textValue();
    }
}
