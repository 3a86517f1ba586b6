package sao.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.error.Excerpt;
import sao.error.SaoException;
import sao.jsonfile.JsonFile;

/// A JSON object of a file, with its place for messages.
///
/// @param file the file
/// @param number of the record in the file, from 1
/// @param json the object
public record FileRecord(Path file, int number, JsonNode json) {
    /// {@return the objects of a file: a JSON array of objects, or one object a line}
    ///
    /// @throws SaoException if the file cannot be read, is not JSON, has a record that is not an object, or has no
    ///     record
    public static List<FileRecord> read(Path file) {
        List<FileRecord> records = new ArrayList<>();
        JsonFile.read(file, "record").forEach(value -> records.add(new FileRecord(file, records.size() + 1, value)));
        if (records.isEmpty()) {
            throw new SaoException("%s has no record.".formatted(file), "Give a file with one JSON object a line.");
        }
        records.stream().filter(record -> !record.json.isObject()).findFirst().ifPresent(record -> {
            throw record.wrong("is not a JSON object", "Give one JSON object for each record.");
        });
        return records;
    }

    /// {@return the text under a field}
    ///
    /// @throws SaoException if there is none
    public String text(String field) {
        return optionalText(field)
                .orElseThrow(() -> wrong(
                        "has no text under '%s'; its fields are %s".formatted(field, fields()),
                        "Give a text under '%s' in every record.".formatted(field)));
    }

    /// {@return the text under a field; empty if it is absent or not a text}
    public Optional<String> optionalText(String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    /// {@return the text under the first of these fields that has one}
    ///
    /// @throws SaoException if none of them has one
    public String textUnder(List<String> names) {
        return names.stream()
                .flatMap(name -> optionalText(name).stream())
                .findFirst()
                .orElseThrow(() -> wrong(
                        "has no text under one of %s; its fields are %s".formatted(String.join(", ", names), fields()),
                        "Rename the field to one of these."));
    }

    /// {@return the error for this record}
    ///
    /// @param what what is wrong with it, as the end of a sentence
    /// @param remedy a sentence that begins with a verb
    public SaoException wrong(String what, String remedy) {
        return new SaoException("Record %d of %s %s.".formatted(number, file, what), remedy);
    }

    private String fields() {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "none" : Excerpt.of(String.join(", ", names), 200);
    }
}
