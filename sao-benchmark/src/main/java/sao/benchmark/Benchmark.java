package sao.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sao.error.SaoException;

/// A benchmark by its published definition, read from a data file of this package.
public final class Benchmark {
    private final String name;
    private final int version;
    private final String title;
    private final String definition;
    private final String notice;
    private final DataSource source;
    private final int shots;
    private final PromptForm template;
    private final ExampleChoice examples;
    private final Optional<String> group;
    private final List<RowForm> forms;
    private final List<ChoiceMetric> choiceMetrics;
    private final Optional<GenerationRules> generation;

    /// Where the rows of a benchmark are published.
    ///
    /// @param repository name of the data set on the Hugging Face hub
    /// @param subset its configuration; empty if it has one only
    /// @param rows split that is evaluated
    /// @param examples split from which examples are taken; empty if there is none
    /// @param licence of the rows
    public record DataSource(String repository, String subset, String rows, String examples, String licence) {}

    Benchmark(JsonNode file) {
        name = file.path("name").asText();
        version = file.path("version").asInt();
        title = file.path("title").asText();
        definition = file.path("definition").asText();
        notice = file.path("notice").asText();
        JsonNode place = file.path("source");
        source = new DataSource(
                place.path("repository").asText(),
                place.path("subset").asText(),
                place.path("rows").asText(),
                place.path("examples").asText(),
                place.path("licence").asText());
        shots = file.path("shots").asInt();
        template = PromptForm.of(file.path("template").asText("none"));
        examples = new ExampleChoice(
                ExampleChoice.Order.of(file.path("sampler").path("kind").asText()),
                file.path("sampler").path("spare").asInt());
        group = Optional.ofNullable(file.get("group")).map(JsonNode::asText);
        forms = forms(file);
        choiceMetrics = new ArrayList<>();
        file.path("metrics").forEach(metric -> choiceMetrics.add(ChoiceMetric.of(metric.asText())));
        generation = Optional.ofNullable(file.get("generation")).map(GenerationRules::of);
    }

    private static List<RowForm> forms(JsonNode file) {
        var filters = file.path("filters").properties().stream()
                .collect(Collectors.toMap(entry -> entry.getKey(), entry -> TextFilter.of(entry.getValue())));
        List<RowForm> forms = new ArrayList<>();
        for (JsonNode form : file.path("forms")) {
            List<String> columns = new ArrayList<>();
            form.path("columns").forEach(column -> columns.add(column.asText()));
            forms.add(new RowForm(columns, form, filters));
        }
        return forms;
    }

    /// {@return the name by which users choose it}
    public String name() {
        return name;
    }

    /// {@return the version of this project's data file; another version may give other figures}
    public int version() {
        return version;
    }

    /// {@return one line that says what the questions are}
    public String title() {
        return title;
    }

    /// {@return whose definition it follows}
    public String definition() {
        return definition;
    }

    /// {@return source and licence of texts that are part of the prompt; empty if there are none}
    public String notice() {
        return notice;
    }

    public DataSource source() {
        return source;
    }

    /// {@return the default number of examples}
    public int shots() {
        return shots;
    }

    /// {@return the default form of the prompt}
    public PromptForm template() {
        return template;
    }

    /// {@return how examples are chosen by default}
    public ExampleChoice examples() {
        return examples;
    }

    /// {@return whether the model generates the answer; otherwise it chooses one}
    public boolean isGenerated() {
        return generation.isPresent();
    }

    /// {@return the names of the metrics; the first one is the primary metric}
    public List<String> metrics() {
        return generation
                .map(rules -> rules.metrics().stream().map(AnswerExtraction::name))
                .orElseGet(() -> choiceMetrics.stream().map(ChoiceMetric::label))
                .toList();
    }

    /// {@return the columns that rows must have: a list for each form that is read}
    public List<List<String>> columns() {
        return forms.stream().map(RowForm::columns).toList();
    }

    Optional<String> group() {
        return group;
    }

    List<ChoiceMetric> choiceMetrics() {
        return choiceMetrics;
    }

    Optional<GenerationRules> generation() {
        return generation;
    }

    /// {@return the questions of rows, in their order}
    ///
    /// @param rows objects; all of one form
    /// @param what names the rows in messages, such as the path of their file
    /// @throws SaoException if there are no rows, columns are missing or a row is wrong; the message names the row
    List<Question> questions(List<? extends JsonNode> rows, String what) {
        if (rows.isEmpty()) {
            throw new SaoException(
                    "%s has no rows.".formatted(what),
                    "Give the split '%s' of %s.".formatted(source.rows(), source.repository()));
        }
        RowForm form = form(rows.getFirst(), what);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            if (!form.fits(row)) {
                throw new SaoException(
                        "Row %d of %s has no column %s.".formatted(i + 1, what, String.join(", ", form.missing(row))),
                        "Give every row the same columns.");
            }
            try {
                questions.add(form.question(i, row, group));
            } catch (SaoException e) {
                throw new SaoException("Row %d of %s: %s".formatted(i + 1, what, e.problem()), e.remedy(), e);
            }
        }
        return questions;
    }

    private RowForm form(JsonNode row, String what) {
        return forms.stream().filter(form -> form.fits(row)).findFirst().orElseThrow(() -> {
            List<String> found =
                    row.properties().stream().map(entry -> entry.getKey()).toList();
            return new SaoException(
                    "%s has the columns %s; %s needs %s, so %s is missing."
                            .formatted(
                                    what,
                                    String.join(", ", found),
                                    name,
                                    wanted(),
                                    String.join(", ", forms.getFirst().missing(row))),
                    "Give the rows as %s publishes them; `sao evaluate --list` states the columns."
                            .formatted(source.repository()));
        });
    }

    private String wanted() {
        return forms.stream().map(form -> String.join(", ", form.columns())).collect(Collectors.joining(" or "));
    }
}
