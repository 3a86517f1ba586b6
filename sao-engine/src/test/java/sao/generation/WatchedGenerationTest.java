package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Precision;
import sao.chat.Answer;
import sao.sampling.Alternatives;
import sao.sampling.ObservedToken;
import sao.sampling.RankedToken;
import sao.token.Ending;
import sao.token.FinishReason;
import sao.token.Penalties;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// Penalties, endings and what a listener hears, against the plain model.
class WatchedGenerationTest {
    private static final TokenIds PROMPT = TokenIds.of(5, 90, 211, 4, 4, 17);

    /// Keeps what it hears.
    private static final class Recorder implements TokenListener {
        private final List<List<ObservedToken>> tokens = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<StringBuilder> texts = List.of(new StringBuilder(), new StringBuilder());
        private final List<Optional<Answer>> answers = new ArrayList<>(List.of(Optional.empty(), Optional.empty()));

        @Override
        public void drawn(int answer, ObservedToken token, String text) {
            tokens.get(answer).add(token);
            texts.get(answer).append(text);
        }

        @Override
        public void ended(int answer, Answer whole) {
            answers.set(answer, Optional.of(whole));
        }
    }

    @Test
    void penaltiesWeakenWhatWasSeen() {
        Penalties penalties = new Penalties(1.3, 0.4, 0.7);
        SamplingSettings sampling = SamplingSettings.greedy(40).with(penalties);
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 4, 0)) {
            TokenIds tokens = engine.generate(new GenerationRequest(PROMPT, sampling, 1, 0))
                    .getFirst()
                    .tokens()
                    .orElseThrow();
            float[][] rows = PlainModel.logits(PROMPT.then(tokens));
            for (int i = 0; i < tokens.size(); i++) {
                float[] row = rows[PROMPT.size() + i - 1];
                int[] counts = new int[row.length];
                boolean[] seen = new boolean[row.length];
                for (int j = 0; j < PROMPT.size(); j++) {
                    seen[PROMPT.get(j)] = true;
                }
                for (int j = 0; j < i; j++) {
                    counts[tokens.get(j)]++;
                    seen[tokens.get(j)] = true;
                }
                for (int id = 0; id < row.length; id++) {
                    float repeated = row[id] > 0 ? row[id] / 1.3f : row[id] * 1.3f;
                    row[id] = (seen[id] ? repeated : row[id]) - 0.4f * counts[id] - (counts[id] > 0 ? 0.7f : 0);
                }
                assertThat(tokens.get(i)).as("token %d", i).isEqualTo(PlainModel.likeliest(row));
            }
            assertThat(tokens)
                    .isNotEqualTo(engine.generate(new GenerationRequest(PROMPT, SamplingSettings.greedy(40), 1, 0))
                            .getFirst()
                            .tokens());
        }
    }

    @Test
    void aPenaltyIsTakenBeforeTheTemperatureDivides() {
        // a presence penalty of 2 at a temperature of 0.01 leaves a token no chance to come twice unless the
        // model wants it by more than 2 in logits
        SamplingSettings sampling = SamplingSettings.of(0.01, 1, 40).with(new Penalties(1, 0, 2));
        SamplingSettings greedy = SamplingSettings.greedy(40).with(new Penalties(1, 0, 2));
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 4, 0)) {
            TokenIds cold = engine.generate(new GenerationRequest(PROMPT, sampling, 1, 3))
                    .getFirst()
                    .tokens()
                    .orElseThrow();
            TokenIds coldest = engine.generate(new GenerationRequest(PROMPT, greedy, 1, 3))
                    .getFirst()
                    .tokens()
                    .orElseThrow();
            assertThat(cold).isEqualTo(coldest);
        }
    }

    @Test
    void noAnswerIsShorterThanItsFewestTokens() {
        Ending ending = new Ending(30, 60, List.of(), Set.of(1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13));
        SamplingSettings hot = SamplingSettings.of(50, 1, 60).with(ending);
        List<Integer> lengths = new ArrayList<>();
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 16, 0)) {
            for (Answer answer : engine.generate(new GenerationRequest(PROMPT, hot, 24, 9))) {
                TokenIds tokens = answer.tokens().orElseThrow();
                lengths.add(tokens.size());
                boolean stopped = ending.stopTokens().contains(tokens.get(tokens.size() - 1))
                        || tokens.get(tokens.size() - 1) == 7;
                assertThat(answer.finishReason()).isEqualTo(stopped ? FinishReason.STOP : FinishReason.LENGTH);
                assertThat(answer.text()).hasSize(stopped ? tokens.size() - 1 : tokens.size());
            }
        }
        assertThat(lengths).allMatch(length -> length > 30).anyMatch(length -> length < 60);
    }

    @ParameterizedTest
    @EnumSource
    void aListenerHearsEveryTokenWithItsAlternativesAndChangesNothing(Precision precision) {
        SamplingSettings sampling = SamplingSettings.of(1.2, 0.98, 30);
        Recorder recorder = new Recorder();
        var watch = new GenerationRequest.Watch(
                Optional.of(recorder), new Alternatives(4, List.of(17, 3)), Optional.empty());
        try (TinyEngine engine = new TinyEngine(precision, 1, 4, 0)) {
            List<Answer> alone = engine.generate(new GenerationRequest(PROMPT, sampling, 2, 8));
            assertThat(engine.generate(new GenerationRequest(PROMPT, sampling, 2, 8, watch)))
                    .isEqualTo(alone);
            for (int i = 0; i < 2; i++) {
                assertThat(recorder.answers.get(i)).contains(alone.get(i));
                assertThat(recorder.texts.get(i).toString())
                        .isEqualTo(alone.get(i).text());
                List<ObservedToken> heard = recorder.tokens.get(i);
                assertThat(heard).hasSize(alone.get(i).tokens().orElseThrow().size());
                float[][] rows = PlainModel.logProbabilities(
                        PROMPT.then(alone.get(i).tokens().orElseThrow()));
                for (int j = 0; j < heard.size(); j++) {
                    ObservedToken one = heard.get(j);
                    assertThat(one.token().id())
                            .isEqualTo(alone.get(i).tokens().orElseThrow().get(j));
                    assertThat(one.token().logProbability())
                            .isEqualTo(alone.get(i)
                                    .logProbabilities()
                                    .orElseThrow()
                                    .get(j));
                    assertThat(one.alternatives()).hasSizeBetween(4, 6);
                    float[] row = rows[PROMPT.size() + j - 1];
                    for (RankedToken other : one.alternatives()) {
                        if (precision == Precision.FLOAT32) { // the plain model computes in it
                            assertThat(other.logProbability()).isCloseTo(row[other.id()], within(1e-4f));
                        }
                    }
                }
            }
        }
    }

    @Test
    void thePromptIsObservedWhetherOrNotItsBeginningIsKnown() {
        int[] ids = new int[150];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (i * 37 + 11) % 300;
        }
        TokenIds prompt = TokenIds.of(ids);
        var watch = new GenerationRequest.Watch(Optional.empty(), Alternatives.NONE, Optional.of(Alternatives.top(2)));
        float[][] rows = PlainModel.logProbabilities(prompt);
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 4, 2_000)) {
            for (int count = 0; count < 2; count++) { // the second finds the first one's prompt in the cache
                GenerateCall call =
                        engine.begin(new GenerationRequest(prompt, SamplingSettings.greedy(1), count, 0, watch));
                assertThat(call.result().join()).hasSize(count);
                List<ObservedToken> observed = call.observedPrompt();
                assertThat(observed).hasSize(prompt.size() - 1);
                for (int i = 0; i < observed.size(); i++) {
                    RankedToken token = observed.get(i).token();
                    assertThat(token.id()).isEqualTo(prompt.get(i + 1));
                    assertThat(token.logProbability()).isCloseTo(rows[i][token.id()], within(1e-4f));
                    assertThat(observed.get(i).alternatives())
                            .extracting(RankedToken::rank)
                            .containsExactly(1, 2);
                    assertThat(observed.get(i).alternatives().getFirst().logProbability())
                            .isCloseTo(rows[i][PlainModel.likeliest(rows[i])], within(1e-4f));
                }
            }
        }
    }

    @Test
    void aListenerThatThrowsFailsItsOwnCallAlone() {
        TokenListener broken = new TokenListener() {
            @Override
            public void drawn(int answer, ObservedToken token, String text) {
                throw new IllegalStateException("broken listener");
            }

            @Override
            public void ended(int answer, Answer whole) {}
        };
        SamplingSettings sampling = SamplingSettings.of(1, 1, 20);
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 4, 0)) {
            GenerateCall bad =
                    engine.begin(new GenerationRequest(PROMPT, sampling, 1, 1, GenerationRequest.Watch.tokens(broken)));
            GenerateCall good = engine.begin(new GenerationRequest(PROMPT, sampling, 2, 1));
            assertThatThrownBy(() -> bad.result().join())
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("broken listener");
            assertThat(good.result().join()).hasSize(2);
        }
    }

    @Test
    void aCallThatIsClosedLeavesItsSlotToTheNext() {
        SamplingSettings endless = SamplingSettings.of(1, 1, 400).with(new Ending(400, 400, List.of(), Set.of()));
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 1, 1, 0)) {
            GenerateCall first = engine.begin(new GenerationRequest(PROMPT, endless, 1, 1));
            RunningGeneration running = new RunningGeneration(PROMPT, first, 0);
            GenerateCall second = engine.begin(new GenerationRequest(PROMPT, SamplingSettings.greedy(2), 1, 1));
            running.close();
            assertThat(second.result().join()).hasSize(1);
            assertThat(first.result()).isCancelled();
        }
    }
}
