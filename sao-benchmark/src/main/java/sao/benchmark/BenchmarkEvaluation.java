package sao.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.error.ContextOverflowException;
import sao.error.SaoException;

/// A benchmark with its rows and settings, ready to be asked of models.
public final class BenchmarkEvaluation {
    private final Benchmark benchmark;
    private final EvaluationSettings settings;
    private final List<PromptBuilder> prompts = new ArrayList<>();
    private final QuestionScoring scoring;

    /// Rows and the name of their file in messages.
    ///
    /// @param rows objects with the columns that the benchmark needs
    /// @param file path of their file
    public record Rows(List<? extends JsonNode> rows, String file) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /// Reads the questions and chooses the examples of each.
    ///
    /// @param rows questions
    /// @param examples rows for examples; not read without examples
    /// @throws SaoException if columns are missing, a row is wrong, or there are fewer examples than needed
    public BenchmarkEvaluation(Benchmark benchmark, EvaluationSettings settings, Rows rows, Rows examples) {
        this.benchmark = benchmark;
        this.settings = settings;
        List<Question> questions = benchmark.questions(rows.rows(), rows.file());
        List<Question> pool = settings.shots() == 0 ? List.of() : benchmark.questions(examples.rows(), examples.file());
        List<List<Question>> chosen = settings.examples().examples(questions, pool, settings.shots());
        for (int i = 0; i < questions.size(); i++) {
            prompts.add(new PromptBuilder(questions.get(i), chosen.get(i)));
        }
        this.scoring = benchmark
                .generation()
                .<QuestionScoring>map(rules -> new GenerationScoring(settings.form(), rules, settings.answers()))
                .orElseGet(() -> new ChoiceScoring(settings.form(), benchmark.choiceMetrics()));
    }

    /// {@return the number of questions}
    public int size() {
        return prompts.size();
    }

    /// Asks a model all questions, the longest first so that similar lengths are computed together. The first one is
    /// asked alone: the others then find the prefix that they share with it in the model's cache.
    ///
    /// @param model stays the caller's
    /// @param progress called after each question, on any thread
    /// @throws SaoException if a question does not fit the context, or the model fails
    public BenchmarkResult run(ChatModel model, Runnable progress) {
        if (!benchmark.isGenerated() && !model.capabilities().scores()) {
            throw new SaoException(
                    "%s needs log-probabilities, and this model has none.".formatted(benchmark.name()),
                    "Choose a model that scores texts, or a benchmark with generated answers such as gsm8k_chat.");
        }
        List<Integer> order = IntStream.range(0, prompts.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> prompts.get(i).length())
                        .reversed())
                .toList();
        List<QuestionOutcome> computed = new ArrayList<>();
        BoundedConcurrency first = new BoundedConcurrency(1, progress);
        BoundedConcurrency all = new BoundedConcurrency(model.concurrency(), progress);
        computed.addAll(first.map(order.subList(0, 1), i -> score(i, model)));
        computed.addAll(all.map(order.subList(1, order.size()), i -> score(i, model)));
        List<QuestionOutcome> outcomes = IntStream.range(0, prompts.size())
                .boxed()
                .sorted(Comparator.comparing(order::get))
                .map(computed::get)
                .toList();
        return BenchmarkResult.of(benchmark, settings, outcomes);
    }

    private QuestionOutcome score(int index, ChatModel model) {
        PromptBuilder prompt = prompts.get(index);
        try {
            return scoring.score(prompt, model);
        } catch (ContextOverflowException e) {
            throw new SaoException(
                    "Question %d of %s with %d examples does not fit the model: %s"
                            .formatted(prompt.question().id(), benchmark.name(), settings.shots(), e.problem()),
                    "Give fewer examples with --shots.",
                    e);
        }
    }
}
