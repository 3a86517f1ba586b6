package sao.benchmark;

import sao.error.SaoException;

/// How a benchmark is evaluated, where users may choose.
///
/// @param shots number of examples before each question, at least 0
/// @param form of the prompt
/// @param examples how examples are chosen
/// @param answers how answers are generated; unused where the model chooses
public record EvaluationSettings(int shots, PromptForm form, ExampleChoice examples, Answers answers) {
    /// @throws SaoException if `shots` is negative
    public EvaluationSettings {
        if (shots < 0) {
            throw new SaoException("The number of examples is %d.".formatted(shots), "Give at least 0 with --shots.");
        }
    }

    /// How answers are generated.
    ///
    /// @param count for each question, at least 1
    /// @param temperature 0: greedy decoding
    /// @param seed of the random numbers
    public record Answers(int count, double temperature, long seed) {
        /// One answer for each question, decoded greedily.
        public static final Answers GREEDY = new Answers(1, 0, 0);

        /// @throws SaoException if a number is out of range
        public Answers {
            if (count < 1 || !(temperature >= 0 && temperature <= 100)) {
                throw new SaoException(
                        "%d answers are asked for each question, at the temperature %s.".formatted(count, temperature),
                        "Give at least 1 answer, and a temperature from 0 to 100.");
            }
            if (count > 1 && temperature == 0) {
                throw new SaoException(
                        "%d answers are asked for each question, but greedy decoding gives the same one each time."
                                .formatted(count),
                        "Give a temperature above 0, or ask for 1 answer.");
            }
        }
    }

    /// {@return the settings of a benchmark's definition}
    public static EvaluationSettings of(Benchmark benchmark) {
        return new EvaluationSettings(benchmark.shots(), benchmark.template(), benchmark.examples(), Answers.GREEDY);
    }

    /// {@return these settings with another number of examples}
    public EvaluationSettings withShots(int number) {
        return new EvaluationSettings(number, form, examples, answers);
    }

    /// {@return these settings with another form of the prompt}
    public EvaluationSettings with(PromptForm other) {
        return new EvaluationSettings(shots, other, examples, answers);
    }

    /// {@return these settings with another order of the examples}
    public EvaluationSettings with(ExampleChoice.Order order) {
        return new EvaluationSettings(shots, form, examples.with(order), answers);
    }

    /// {@return these settings with other answers}
    public EvaluationSettings with(Answers other) {
        return new EvaluationSettings(shots, form, examples, other);
    }
}
