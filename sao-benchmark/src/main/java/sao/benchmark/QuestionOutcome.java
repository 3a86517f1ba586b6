package sao.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// What was measured on a question.
///
/// @param group of the question
/// @param figures value of each metric, 0 to 1; the mean over the answers where several were generated
/// @param samples a JSON object for each answer: `id`, `correct`, and what was computed
record QuestionOutcome(String group, Map<String, Double> figures, List<ObjectNode> samples) {
    QuestionOutcome {
        figures = Map.copyOf(figures);
        samples = List.copyOf(samples);
    }
}
