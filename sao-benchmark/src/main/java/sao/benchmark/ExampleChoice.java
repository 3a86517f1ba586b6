package sao.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sao.error.SaoException;

/// How the examples of a question are chosen from the rows for examples.
///
/// @param order first rows, or a random sample for each question
/// @param spare rows drawn in addition and dropped: the Language Model Evaluation Harness draws one more where a
///     benchmark names no test split
public record ExampleChoice(Order order, int spare) {
    /// The seed of the Language Model Evaluation Harness.
    private static final int SEED = 1234;

    /// Which rows are taken.
    public enum Order {
        /// The first rows, the same for every question: their prompt prefix is computed once.
        FIRST,
        /// A sample for each question, drawn as Python's `random.sample` with the seed 1234, in the order of the
        /// questions.
        RANDOM;

        /// {@return the name in options}
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// {@return the order of a name}
        ///
        /// @throws SaoException if there is none
        public static Order of(String label) {
            return Arrays.stream(values())
                    .filter(order -> order.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new SaoException(
                            "'%s' is not a choice of examples.".formatted(label), "Choose first or random."));
        }
    }

    /// {@return this choice with another order}
    public ExampleChoice with(Order other) {
        return new ExampleChoice(other, spare);
    }

    /// {@return the examples of each question}
    ///
    /// @param questions in the order of their file
    /// @param pool rows for examples; a question takes those of its own group
    /// @param shots number of examples of a question
    /// @throws SaoException if a group has fewer rows than needed
    List<List<Question>> examples(List<Question> questions, List<Question> pool, int shots) {
        Map<String, List<Question>> groups = pool.stream().collect(Collectors.groupingBy(Question::group));
        Map<String, PythonRandom> draws = new HashMap<>();
        List<List<Question>> chosen = new ArrayList<>();
        for (Question question : questions) {
            List<Question> own = groups.getOrDefault(question.group(), List.of());
            int drawn = order == Order.RANDOM && shots > 0 ? shots + spare : shots;
            if (own.size() < drawn) {
                throw new SaoException(
                        "%d examples are needed, but there are %d rows for examples%s."
                                .formatted(
                                        drawn, own.size(), question.group().isEmpty() ? "" : " of " + question.group()),
                        "Give more rows with --examples, or fewer examples with --shots.");
            }
            List<Question> candidates = switch (order) {
                case FIRST -> own;
                case RANDOM -> sample(own, drawn, draws.computeIfAbsent(question.group(), _ -> new PythonRandom(SEED)));
            };
            chosen.add(others(candidates, question, shots));
        }
        return chosen;
    }

    /// {@return the first examples that are not the question itself}
    private static List<Question> others(List<Question> candidates, Question question, int shots) {
        List<Question> others = candidates.stream()
                .filter(example -> !example.prompts().equals(question.prompts()))
                .limit(shots)
                .toList();
        if (others.size() < shots) {
            throw new SaoException(
                    "Question %d is among its own examples.".formatted(question.id()),
                    "Give other rows with --examples than those that are evaluated.");
        }
        return others;
    }

    private static List<Question> sample(List<Question> pool, int drawn, PythonRandom random) {
        return Arrays.stream(random.sample(pool.size(), drawn))
                .mapToObj(pool::get)
                .toList();
    }
}
