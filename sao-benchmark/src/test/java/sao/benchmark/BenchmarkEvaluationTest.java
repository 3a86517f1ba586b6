package sao.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sao.benchmark.BenchmarkEvaluation.Rows;
import sao.error.SaoException;

class BenchmarkEvaluationTest {
    private static final String SUMS = """
            {'question': 'Add 1 and 2', 'answer': '1+2=3\\n#### 3'}
            {'question': 'Add 40 and 2 and nothing else', 'answer': '40+2=42\\n#### 42'}
            """;
    private static final Rows NO_EXAMPLES = new Rows(List.of(), "none");

    private static BenchmarkEvaluation evaluation(
            String name, EvaluationSettings settings, String rows, Rows examples) {
        return new BenchmarkEvaluation(
                SampleRows.benchmark(name), settings, new Rows(SampleRows.of(rows), "rows.jsonl"), examples);
    }

    private static EvaluationSettings settings(String name, int shots) {
        return EvaluationSettings.of(SampleRows.benchmark(name)).withShots(shots);
    }

    @Test
    void choicesAreScoredAfterASpaceAndResultsKeepTheOrderOfTheRows() {
        StubModel model = new StubModel(Map.of(" rain", -1.0, " oak", -2.0));
        AtomicInteger finished = new AtomicInteger();
        BenchmarkResult result = evaluation("arc_challenge", settings("arc_challenge", 0), """
                {'question': 'Wet?', 'choices': {'text': ['sand', 'rain'], 'label': ['A', 'B']}, 'answerKey': 'B'}
                {'question': 'Which of these is a tree?', 'choices': {'text': ['oak', 'cat'], 'label': ['A', 'B']}, 'answerKey': 'B'}
                """, NO_EXAMPLES)
                .run(model, finished::incrementAndGet);
        assertThat(finished).hasValue(2);
        assertThat(model.prompts().peek()).as("longest first").contains("tree");
        assertThat(result.samples().stream().map(sample -> sample.path("id").asText()))
                .containsExactly("0", "1");
        assertThat(result.samples().stream()
                        .map(sample -> sample.path("correct").asBoolean()))
                .containsExactly(true, false);
        assertThat(result.samples().getFirst().path("loglikelihoods").toString())
                .isEqualTo("[-10.0,-1.0]");
        ObjectNode json = result.json();
        assertThat(json.path("benchmark").asText()).isEqualTo("arc_challenge");
        assertThat(json.path("n").asInt()).isEqualTo(2);
        assertThat(json.path("acc").asDouble()).isEqualTo(0.5);
        assertThat(json.path("acc_norm").asDouble()).isEqualTo(0.5);
        assertThat(json.path("stderr").asDouble()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void examplesStandBeforeThePromptWithTheirAnswers() {
        StubModel model = new StubModel(prompt -> " 3\n#### 3");
        List<JsonNode> rows = SampleRows.of(SUMS);
        BenchmarkResult result = new BenchmarkEvaluation(
                        SampleRows.benchmark("gsm8k"),
                        settings("gsm8k", 1).with(ExampleChoice.Order.FIRST),
                        new Rows(rows.subList(0, 1), "rows"),
                        new Rows(rows.subList(1, 2), "examples"))
                .run(model, () -> {});
        assertThat(model.prompts())
                .containsExactly(
                        "Question: Add 40 and 2 and nothing else\nAnswer: 40+2=42\n#### 42\n\nQuestion: Add 1 and 2\nAnswer:");
        assertThat(result.primary().mean()).isEqualTo(1);
        assertThat(result.samples().getFirst().path("generation").asText()).isEqualTo(" 3\n#### 3");
        assertThat(result.samples()
                        .getFirst()
                        .path("extracted")
                        .path("strict_match")
                        .asText())
                .isEqualTo("3");
    }

    @Test
    void inChatFormExamplesAreTurns() {
        StubModel model = new StubModel(prompt -> "3");
        List<JsonNode> rows = SampleRows.of(SUMS);
        new BenchmarkEvaluation(
                        SampleRows.benchmark("gsm8k"),
                        settings("gsm8k", 1).with(PromptForm.CHAT).with(ExampleChoice.Order.FIRST),
                        new Rows(rows.subList(0, 1), "rows"),
                        new Rows(rows.subList(1, 2), "examples"))
                .run(model, () -> {});
        assertThat(model.prompts().peek()).isEqualTo("""
                        User:
                        Question: Add 40 and 2 and nothing else
                        Answer:

                        Assistant:
                        40+2=42
                        #### 42

                        User:
                        Question: Add 1 and 2
                        Answer:""");
    }

    @Test
    void severalAnswersOfAQuestionCountByTheirMean() {
        StubModel model = new StubModel(prompt -> prompt.endsWith("0") ? "#### 3" : "#### 4");
        BenchmarkResult result = evaluation(
                        "gsm8k_chat",
                        settings("gsm8k_chat", 0).with(new EvaluationSettings.Answers(2, 0.7, 5)),
                        SUMS,
                        NO_EXAMPLES)
                .run(model, () -> {});
        assertThat(result.count()).isEqualTo(2);
        assertThat(result.primary().mean()).isEqualTo(0.25);
        assertThat(result.samples().stream().map(sample -> sample.path("id").asText()))
                .containsExactly("0.0", "0.1", "1.0", "1.1");
        assertThatThrownBy(() -> new EvaluationSettings.Answers(2, 0, 5))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("greedy");
    }

    @Test
    void partialScoringComparesTheSameTextAfterEachChoice() {
        StubModel model = new StubModel(Map.of(" had helped.", -3.0));
        BenchmarkResult result = evaluation("winogrande", settings("winogrande", 0), """
                {'sentence': 'Ann thanked Eve because _ had helped.', 'option1': 'Ann', 'option2': 'Eve', 'answer': '1'}
                """, NO_EXAMPLES)
                .run(model, () -> {});
        assertThat(model.prompts()).containsExactly("Ann thanked Eve because Ann", "Ann thanked Eve because Eve");
        assertThat(result.samples().getFirst().path("loglikelihoods").toString())
                .isEqualTo("[-3.0,-3.0]");
        assertThat(result.json().path("stderr").isNull()).isTrue();
    }

    @Test
    void theStandardErrorOfSubjectsIsPooled() {
        MeanFigure pooled = MeanFigure.pooled(
                List.of(MeanFigure.of(List.of(1.0, 0.0, 1.0)), MeanFigure.of(List.of(0.0, 0.0, 1.0, 0.0))));
        double variance = 2.0 / 3 + 3.0 / 4; // sums of squared deviations
        assertThat(pooled.mean()).isCloseTo(3.0 / 7, within(1e-12));
        assertThat(pooled.standardError()).isCloseTo(Math.sqrt(variance / 5 / 7), within(1e-12));
    }

    @Test
    void aQuestionThatDoesNotFitIsNamed() {
        StubModel model = new StubModel(Map.of(), prompt -> "", 20, new ConcurrentLinkedQueue<>());
        BenchmarkEvaluation evaluation = evaluation("hellaswag", settings("hellaswag", 0), """
                {'query': 'short', 'choices': ['a', 'b'], 'gold': 0}
                {'query': 'longer than the context of it', 'choices': ['a', 'b'], 'gold': 0}
                """, NO_EXAMPLES);
        assertThatThrownBy(() -> evaluation.run(model, () -> {}))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("Question 1 of hellaswag with 0 examples does not fit");
    }
}
