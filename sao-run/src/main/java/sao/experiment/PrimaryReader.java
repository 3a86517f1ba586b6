package sao.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import sao.error.Excerpt;
import sao.experiment.ExperimentPlan.Figure;
import sao.experiment.ExperimentPlan.Primary;

/// Reads the primary figure of an experiment file.
///
/// @param problems receives the path and the words of each problem
record PrimaryReader(BiConsumer<String, String> problems) {
    private static final List<String> KEYS = List.of("figure", "judge", "prompts");

    /// {@return the figure; empty if it is missing or wrong}
    ///
    /// @param given the name of a figure, or a mapping with `figure`, `judge` and `prompts`
    Optional<Primary> read(JsonNode given) {
        if (given.isTextual()) {
            return figure(given.textValue()).map(PrimaryReader::onHeldOut);
        }
        if (!given.isObject()) {
            problems.accept("primary", "is missing; name the figure that decides: %s".formatted(choices()));
            return Optional.empty();
        }
        given.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problems.accept("primary." + key, "is not a key; those are %s".formatted(String.join(", ", KEYS)));
            }
        });
        Optional<Figure> figure = figure(given.path("figure").asText());
        if (figure.isPresent() && !figure.get().isJudged()) {
            if (given.has("judge") || given.has("prompts")) {
                problems.accept(
                        "primary",
                        "is %s, which rules verify on held-out prompts; it has neither judge nor prompts"
                                .formatted(figure.get().label()));
            }
            return figure.map(PrimaryReader::onHeldOut);
        }
        return figure.map(found -> new Primary(
                found,
                given.path("judge").asText(Primary.START),
                given.path("prompts").asText(Primary.HELD_OUT)));
    }

    private static Primary onHeldOut(Figure figure) {
        return new Primary(figure, figure.isJudged() ? Primary.START : Primary.RULES, Primary.HELD_OUT);
    }

    private Optional<Figure> figure(String name) {
        Optional<Figure> figure = Figure.named(name);
        if (figure.isEmpty()) {
            problems.accept(
                    "primary",
                    "names the figure '%s', but it must be one of %s".formatted(Excerpt.of(name), choices()));
        }
        return figure;
    }

    private static String choices() {
        return String.join(", ", Figure.labels());
    }
}
