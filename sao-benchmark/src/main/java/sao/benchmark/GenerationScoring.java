package sao.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sao.chat.ChatModel;
import sao.chat.Generation;
import sao.token.Ending;
import sao.token.SamplingSettings;
import sao.token.Seeds;

/// Generates answers to a question and compares what is extracted from them with the right answer.
///
/// @param form of the prompt
/// @param rules of the benchmark
/// @param answers how many answers are generated, and how
record GenerationScoring(PromptForm form, GenerationRules rules, EvaluationSettings.Answers answers)
        implements QuestionScoring {
    @Override
    public QuestionOutcome score(PromptBuilder prompt, ChatModel model) {
        Question question = prompt.question();
        List<ObjectNode> samples = new ArrayList<>();
        Map<String, Double> figures = new HashMap<>();
        Generation generation = generate(prompt, model);
        for (int i = 0; i < generation.answers().size(); i++) {
            String text = generation.answers().get(i).text();
            String id = answers.count() == 1 ? "" + question.id() : "%d.%d".formatted(question.id(), i);
            samples.add(sample(id, text, question.target(), figures));
        }
        figures.replaceAll((_, sum) -> sum / samples.size());
        return new QuestionOutcome(question.group(), figures, samples);
    }

    private Generation generate(PromptBuilder builder, ChatModel model) {
        SamplingSettings sampling = SamplingSettings.of(answers.temperature(), 1, rules.maximumTokens())
                .with(Ending.after(rules.maximumTokens(), rules.stop()));
        Question question = builder.question();
        String prompt = question.prompts().getFirst();
        long seed = Seeds.of(answers.seed(), question.id());
        return switch (form) {
            case NONE -> model.generateText(builder.text(prompt), sampling, answers.count(), seed);
            case CHAT -> model.generate(builder.conversation(prompt), sampling, answers.count(), seed);
        };
    }

    /// @param figures receives the sums of the metrics over the answers
    private ObjectNode sample(String id, String text, String target, Map<String, Double> figures) {
        ObjectNode sample = JsonNodeFactory.instance.objectNode();
        sample.put("id", id);
        AnswerExtraction primary = rules.metrics().getFirst();
        sample.put("correct", primary.isCorrect(primary.extract(text), target));
        ObjectNode extracted = JsonNodeFactory.instance.objectNode();
        for (AnswerExtraction metric : rules.metrics()) {
            String answer = metric.extract(text);
            boolean correct = metric.isCorrect(answer, target);
            sample.put(metric.name(), correct ? 1 : 0);
            extracted.put(metric.name(), answer);
            figures.merge(metric.name(), correct ? 1.0 : 0.0, Double::sum);
        }
        sample.set("extracted", extracted);
        sample.put("generation", text);
        sample.put("target", target);
        return sample;
    }
}
