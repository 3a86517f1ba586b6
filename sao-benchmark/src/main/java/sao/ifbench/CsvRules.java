package sao.ifbench;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import sao.instruction.InstructionRule;
import sao.linguistics.UnicodeText;
import sao.linguistics.WordTokens;

/// Rules on tables of comma- or tab-separated values with a given header and number of rows.
final class CsvRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry(
                    "custom:csv_city",
                    _ -> answer -> isTable(
                            parse(answer, ','), List.of("ID", "Country", "City", "Year", "Count"), 7, _ -> true)),
            entry(
                    "custom:csv_special_character",
                    _ -> answer -> isTable(
                            parse(answer, ','),
                            List.of("ProductID", "Category", "Brand", "Price", "Stock"),
                            14,
                            fields -> fields.stream().anyMatch(Field::isQuotedWithSpecialCharacter))),
            entry(
                    "custom:csv_quotes",
                    _ -> answer -> isTable(
                            parse(answer, '\t'),
                            List.of("StudentID", "Subject", "Grade", "Semester", "Score"),
                            3,
                            fields -> fields.stream().allMatch(Field::quoted))));

    private CsvRules() {}

    /// A field of a table.
    ///
    /// @param text content without the enclosing quotation marks
    /// @param quoted whether it stood in double quotation marks
    private record Field(String text, boolean quoted) {
        boolean isQuotedWithSpecialCharacter() {
            return quoted
                    && text.indexOf('\n') < 0
                    && text.codePoints().anyMatch(one -> !WordTokens.isWordCharacter(one) && !UnicodeText.isSpace(one));
        }
    }

    private static boolean isTable(
            List<List<Field>> table, List<String> header, int rows, Predicate<List<Field>> condition) {
        return table.size() == rows + 1
                && table.getFirst().stream().map(Field::text).toList().equals(header)
                && table.stream().allMatch(row -> row.size() == header.size())
                && condition.test(table.stream().flatMap(List::stream).toList());
    }

    /// {@return the fields of each line; a field in double quotation marks may contain the separator and line feeds,
    /// and two marks in it are one. Spaces before a field count, except after a tab}
    private static List<List<Field>> parse(String answer, char separator) {
        List<List<Field>> rows = new ArrayList<>();
        List<Field> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        boolean inside = false;
        String text = answer.endsWith("\n") ? answer : answer + "\n";
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (inside && text.startsWith("\"\"", i)) {
                field.append(character);
                i++;
            } else if (character == '"' && (inside || field.isEmpty())) {
                inside = !inside;
                quoted = true;
            } else if (!inside && (character == separator || character == '\n')) {
                row.add(new Field(field.toString(), quoted));
                field.setLength(0);
                quoted = false;
                if (character == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else if (inside || (character != '\r' && !(separator == '\t' && character == ' ' && field.isEmpty()))) {
                field.append(character);
            }
        }
        return rows;
    }
}
