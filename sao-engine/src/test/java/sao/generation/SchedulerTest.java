package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withPrecision;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import sao.architecture.Precision;
import sao.chat.Answer;
import sao.chat.Continuation;
import sao.error.SaoException;
import sao.token.Ending;
import sao.token.FinishReason;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// The engine with its caches against the plain model that reads everything again for every token.
class SchedulerTest {
    private static float[] plainOf(TokenIds prompt, TokenIds continuation) {
        float[][] rows = PlainModel.logProbabilities(prompt.then(continuation));
        float[] values = new float[continuation.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[prompt.size() + i - 1][continuation.get(i)];
        }
        return values;
    }

    @Test
    void scoresAreThoseOfThePlainModel() {
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 4, 2_000)) {
            for (TinyEngine.Ask ask : TinyEngine.asks(30, 3)) {
                if (ask instanceof TinyEngine.AskScores(TokenIds prompt, List<TokenIds> continuations)) {
                    List<Continuation> scored = engine.score(prompt, continuations);
                    for (int i = 0; i < scored.size(); i++) {
                        assertThat(scored.get(i).tokens()).contains(continuations.get(i));
                        assertThat(scored.get(i).logProbabilities().toArray())
                                .containsExactly(plainOf(prompt, continuations.get(i)), withPrecision(1e-4f));
                    }
                }
            }
        }
    }

    @Test
    void logProbabilitiesOfAnswersAreThoseOfThePlainModel() {
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 4, 0)) {
            for (TinyEngine.Ask ask : TinyEngine.asks(20, 5)) {
                if (ask instanceof TinyEngine.AskAnswers(GenerationRequest request)) {
                    for (Answer answer : engine.generate(request)) {
                        assertThat(answer.logProbabilities().orElseThrow().toArray())
                                .containsExactly(
                                        plainOf(
                                                request.prompt(),
                                                answer.tokens().orElseThrow()),
                                        withPrecision(1e-4f));
                    }
                }
            }
        }
    }

    @Test
    void greedyAnswersFollowTheLikeliestToken() {
        TokenIds prompt = TokenIds.of(5, 90, 211, 4, 4, 17);
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 4, 0)) {
            TokenIds tokens = engine.generate(new GenerationRequest(prompt, SamplingSettings.greedy(24), 1, 0))
                    .getFirst()
                    .tokens()
                    .orElseThrow();
            float[][] rows = PlainModel.logProbabilities(prompt.then(tokens));
            for (int i = 0; i < tokens.size(); i++) {
                assertThat(tokens.get(i))
                        .as("token %d", i)
                        .isEqualTo(PlainModel.likeliest(rows[prompt.size() + i - 1]));
            }
        }
    }

    @Test
    void aTemperatureNextToNothingIsGreedy() {
        TokenIds prompt = TokenIds.of(4, 250, 17);
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 4, 0)) {
            Answer greedy = engine.generate(new GenerationRequest(prompt, SamplingSettings.greedy(20), 1, 0))
                    .getFirst();
            for (double temperature : new double[] {1e-6, 1e-40, Double.MIN_VALUE}) {
                SamplingSettings sampling = SamplingSettings.of(temperature, 1, 20);
                assertThat(engine.generate(new GenerationRequest(prompt, sampling, 1, 3))
                                .getFirst()
                                .tokens())
                        .isEqualTo(greedy.tokens());
            }
        }
    }

    @Test
    void anAnswerEndsAtItsLimitOrAtTheEndOfTurn() {
        List<FinishReason> reasons = new ArrayList<>();
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 8, 0)) {
            SamplingSettings sampling = SamplingSettings.of(50, 1, 60);
            for (Answer answer : engine.generate(new GenerationRequest(TokenIds.of(1, 2, 3), sampling, 24, 9))) {
                TokenIds tokens = answer.tokens().orElseThrow();
                reasons.add(answer.finishReason());
                assertThat(tokens.size()).isBetween(1, 60);
                boolean ended = tokens.get(tokens.size() - 1) == 7;
                assertThat(answer.finishReason()).isEqualTo(ended ? FinishReason.STOP : FinishReason.LENGTH);
                if (!ended) {
                    assertThat(tokens.size()).isEqualTo(60);
                }
            }
        }
        assertThat(reasons).contains(FinishReason.STOP, FinishReason.LENGTH);
    }

    @Test
    void aStopTextIsCutOff() {
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 8, 0)) {
            GenerationRequest free = new GenerationRequest(TokenIds.of(1, 2, 3), SamplingSettings.of(1, 1, 40), 1, 77);
            Answer whole = engine.generate(free).getFirst();
            String stop = whole.text().substring(10, 12);
            SamplingSettings stopping = SamplingSettings.of(1, 1, 40).with(Ending.after(40, List.of("never", stop)));
            Answer cut = engine.generate(new GenerationRequest(free.prompt(), stopping, 1, 77))
                    .getFirst();
            assertThat(cut.text())
                    .isEqualTo(whole.text().substring(0, whole.text().indexOf(stop)));
            assertThat(cut.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(cut.tokens().orElseThrow())
                    .isEqualTo(whole.tokens()
                            .orElseThrow()
                            .slice(0, cut.tokens().orElseThrow().size()));
        }
    }

    @Test
    void moreAnswersThanSlotsAreAllGiven() {
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 2, 0)) {
            List<Answer> answers =
                    engine.generate(new GenerationRequest(TokenIds.of(1, 2, 3), SamplingSettings.of(1, 1, 12), 9, 5));
            assertThat(answers).hasSize(9);
            assertThat(answers.stream().map(Answer::tokens).distinct().count()).isGreaterThan(5);
        }
    }

    @Test
    void closingFailsWhatWaits() {
        TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 2, 0);
        GenerateCall call =
                engine.begin(new GenerationRequest(TokenIds.of(1, 2, 3), SamplingSettings.of(1, 1, 400), 64, 5));
        engine.close();
        assertThatThrownBy(() -> call.result().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("closed");
    }
}
