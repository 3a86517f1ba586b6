package sao.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How answers are generated and what is measured on them.
///
/// @param maximumTokens of an answer
/// @param stop texts that end an answer; not part of it
/// @param metrics the first one is the primary metric
record GenerationRules(int maximumTokens, List<String> stop, List<AnswerExtraction> metrics) {
    GenerationRules {
        stop = List.copyOf(stop);
        metrics = List.copyOf(metrics);
    }

    static GenerationRules of(JsonNode generation) {
        List<Pattern> ignored = new ArrayList<>();
        generation.path("ignore").forEach(pattern -> ignored.add(Pattern.compile(pattern.asText())));
        List<String> stop = new ArrayList<>();
        generation.path("stop").forEach(text -> stop.add(text.asText()));
        List<AnswerExtraction> metrics = new ArrayList<>();
        generation.path("metrics").forEach(metric -> metrics.add(AnswerExtraction.of(metric, ignored)));
        return new GenerationRules(generation.path("max_tokens").asInt(), stop, metrics);
    }
}
