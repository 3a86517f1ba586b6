package sao.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import sao.chat.ChatModel;
import sao.chat.Score;

/// Scores the choices of a question by their log-likelihood after the prompt. The prompt is computed once for all
/// choices.
///
/// @param form of the prompt
/// @param metrics the first one is the primary metric
record ChoiceScoring(PromptForm form, List<ChoiceMetric> metrics) implements QuestionScoring {
    ChoiceScoring {
        metrics = List.copyOf(metrics);
    }

    @Override
    public QuestionOutcome score(PromptBuilder prompt, ChatModel model) {
        Question question = prompt.question();
        double[] likelihoods = question.isPartial()
                ? question.prompts().stream()
                        .flatMapToDouble(text -> likelihoods(prompt, text, List.of(question.target()), model))
                        .toArray()
                : likelihoods(prompt, question.prompts().getFirst(), question.choices(), model)
                        .toArray();
        Map<String, Double> figures = new HashMap<>();
        metrics.forEach(
                metric -> figures.put(metric.label(), metric.of(question.choices(), question.gold(), likelihoods)));
        return new QuestionOutcome(question.group(), figures, List.of(sample(question, likelihoods, figures)));
    }

    /// {@return the log-likelihood of each text after a prompt, nats}
    private DoubleStream likelihoods(PromptBuilder builder, String prompt, List<String> texts, ChatModel model) {
        Score score = switch (form) {
            case NONE ->
                model.scoreText(
                        builder.text(prompt),
                        texts.stream()
                                .map(text -> PromptBuilder.DELIMITER + text)
                                .toList());
            case CHAT -> model.score(builder.conversation(prompt), texts);
        };
        return score.continuations().stream()
                .mapToDouble(continuation -> continuation.logProbabilities().sum());
    }

    private ObjectNode sample(Question question, double[] likelihoods, Map<String, Double> figures) {
        ObjectNode sample = JsonNodeFactory.instance.objectNode();
        ChoiceMetric primary = metrics.getFirst();
        int chosen = primary.chosen(question.choices(), likelihoods);
        sample.put("id", String.valueOf(question.id()));
        sample.put("correct", question.gold().contains(chosen));
        if (!question.group().isEmpty()) {
            sample.put("group", question.group());
        }
        metrics.forEach(metric -> sample.put(metric.label(), figures.get(metric.label())));
        sample.put("chosen", chosen);
        if (metrics.contains(ChoiceMetric.ACC_NORM)) {
            sample.put("chosen_norm", ChoiceMetric.ACC_NORM.chosen(question.choices(), likelihoods));
        }
        question.gold().stream().sorted().forEach(sample.putArray("gold")::add);
        Arrays.stream(likelihoods).forEach(sample.putArray("loglikelihoods")::add);
        return sample;
    }
}
