package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import sao.architecture.CausalLanguageModel;
import sao.architecture.Precision;
import sao.architecture.WholeSequenceAttention;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.chat.Score;
import sao.error.SaoException;
import sao.model.ModelSource;
import sao.tensor.Tensors;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.token.TokenIds;
import sao.torch.TensorScope;

/// The default model itself, in float32, against the figures of transformers.
class SmolLmTest extends DefaultEngine {
    private static JsonNode reference() throws IOException {
        try (InputStream stream = SmolLmTest.class.getResourceAsStream("logits-smollm2-135m-instruct.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(stream));
        }
    }

    private static TokenIds ids(JsonNode sequence) {
        return TokenIds.of(
                sequence.path("ids").valueStream().mapToInt(JsonNode::asInt).toArray());
    }

    @Test
    void logProbabilitiesMatchTransformers() throws IOException {
        List<JsonNode> sequences = reference().path("sequences").valueStream().toList();
        List<LogProbabilities> scored =
                engine().scoreTokens(sequences.stream().map(SmolLmTest::ids).toList());
        for (int i = 0; i < sequences.size(); i++) {
            JsonNode expected = sequences.get(i).path("next_token_logprobs");
            assertThat(scored.get(i).size()).isEqualTo(expected.size());
            for (int j = 0; j < expected.size(); j++) {
                assertThat((double) scored.get(i).get(j))
                        .as("sequence %d, token %d", i, j)
                        .isCloseTo(expected.path(j).asDouble(), within(1e-4));
            }
            assertThat(scored.get(i).sum())
                    .isCloseTo(sequences.get(i).path("sum").asDouble(), within(5e-3));
        }
    }

    /// Each text of the reference cut at every word: the continuation's score is the sum over its tokens.
    @Test
    void rawTextIsScoredAsTransformersScoresIt() throws IOException {
        int compared = 0;
        for (JsonNode sequence : reference().path("sequences")) {
            TokenIds ids = ids(sequence);
            String text = engine().tokenizer().decode(ids, false);
            if (!engine().tokenizer().encode(text).equals(ids)) {
                continue; // special tokens: no raw text
            }
            for (int split = ids.size() / 3; split < ids.size() && compared < 10; split++) {
                String context = engine().tokenizer().decode(ids.slice(0, split), false);
                String continuation = text.substring(context.length());
                if (!continuation.startsWith(" ")) {
                    continue;
                }
                Score score = engine().scoreText(context, List.of(continuation));
                double expected = 0;
                for (int i = split; i < ids.size(); i++) {
                    expected += sequence.path("next_token_logprobs").path(i - 1).asDouble();
                }
                assertThat(score.promptTokens()).contains(ids.slice(0, split));
                assertThat(score.continuations().getFirst().tokens()).contains(ids.slice(split, ids.size()));
                assertThat(score.continuations().getFirst().logProbabilities().sum())
                        .as("%s after %d tokens", text, split)
                        .isCloseTo(expected, within(5e-3));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(3);
    }

    @Test
    void spaceAtTheEndOfAContextBelongsToTheContinuation() {
        Score before = engine().scoreText("The capital of France is ", List.of("Paris", "Rome"));
        Score after = engine().scoreText("The capital of France is", List.of(" Paris", " Rome"));
        assertThat(before.promptTokens()).isEqualTo(after.promptTokens());
        assertThat(before.continuations()).isEqualTo(after.continuations());
        assertThat(before.continuations().get(0).logProbabilities().sum())
                .isGreaterThan(before.continuations().get(1).logProbabilities().sum());
    }

    @Test
    void anEmptyContextIsTheBeginningOfAText() {
        int beginning = engine().tokenizer().idOf("<|im_start|>").orElseThrow();
        Score score = engine().scoreText("", List.of("Hello"));
        assertThat(score.promptTokens()).contains(TokenIds.of(beginning));
        assertThat(score.continuations().getFirst().tokens())
                .contains(engine().tokenizer().encode("Hello"));
    }

    @Test
    void logitsMatchTransformers() throws IOException {
        ModelSource source = engine().source();
        try (var _ = TensorScope.open();
                var _ = new InferenceMode();
                var model = CausalLanguageModel.load(source.config(), source.weights(), Precision.FLOAT32)) {
            for (JsonNode sequence : reference().path("sequences")) {
                if (sequence.path("ids").size() <= 64) {
                    compareLogits(model, sequence);
                }
            }
        }
    }

    private static void compareLogits(CausalLanguageModel model, JsonNode sequence) {
        int[] ids = ids(sequence).toArray();
        long[] positions = new long[ids.length];
        Arrays.setAll(positions, place -> place);
        Tensor hidden = model.hidden(Tensors.longs(ids), Tensors.longs(positions), new WholeSequenceAttention());
        for (JsonNode position : sequence.path("last_positions")) {
            int place = position.path("position").asInt();
            float[] logits = Tensors.toFloats(model.logits(hidden.narrow(0, place, 1)));
            for (int i = 0; i < position.path("ids").size(); i++) {
                assertThat((double) logits[position.path("ids").path(i).asInt()])
                        .as("%d tokens, position %d, rank %d", ids.length, place, i)
                        .isCloseTo(position.path("logits").path(i).asDouble(), within(1e-3));
            }
        }
    }

    @Test
    void aCrowdChangesNoAnswer() throws InterruptedException, ExecutionException {
        SamplingSettings sampling = SamplingSettings.of(0.6, 0.95, 24);
        List<Conversation> questions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            questions.add(Conversation.ask("Why is " + "very ".repeat(i * 7) + "cold water number " + i + " clear?"));
        }
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Answer>>> crowd = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                int number = i;
                crowd.add(callers.submit(() -> engine().generate(questions.get(number), sampling, 2, number)
                        .answers()));
            }
            for (int i = 0; i < questions.size(); i++) {
                List<Answer> alone =
                        engine().generate(questions.get(i), sampling, 2, i).answers();
                assertThat(crowd.get(i).get()).isEqualTo(alone);
            }
        }
        Answer second =
                engine().generate(questions.get(1), sampling, 2, 1).answers().get(1);
        assertThat(engine().generate(questions.get(1), sampling, 1, Seeds.of(1, 1))
                        .answers())
                .containsExactly(second);
    }

    @Test
    void lanesChangeNoAnswer() throws InterruptedException, ExecutionException {
        SamplingSettings sampling = SamplingSettings.of(0.6, 0.95, 12);
        EngineOptions twoLanes = engine().settings().forThroughput(2);
        try (EngineChatModel other = EngineChatModel.of(engine().source(), twoLanes);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Answer>>> crowd = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int number = i;
                crowd.add(callers.submit(() -> other.generate(
                                Conversation.ask("Name a fruit with " + "r".repeat(number + 1)), sampling, 2, number)
                        .answers()));
            }
            for (int i = 0; i < 4; i++) {
                Conversation question = Conversation.ask("Name a fruit with " + "r".repeat(i + 1));
                assertThat(crowd.get(i).get())
                        .isEqualTo(engine().generate(question, sampling, 2, i).answers());
            }
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        EngineChatModel other =
                EngineChatModel.of(engine().source(), engine().settings().forThroughput(1));
        other.close();
        other.close();
        assertThatThrownBy(() -> other.generate(Conversation.ask("Hello"), SamplingSettings.greedy(1), 1, 0))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void answersCarryTheLogProbabilitiesThatScoringGives() {
        SamplingSettings sampling = SamplingSettings.of(0.6, 0.95, 20);
        var generation = engine().generate(Conversation.ask("What is the capital of France?"), sampling, 1, 3);
        TokenIds tokens = generation.answers().getFirst().tokens().orElseThrow();
        LogProbabilities whole = engine().scoreTokens(
                        List.of(generation.promptTokens().orElseThrow().then(tokens)))
                .getFirst();
        for (int i = 0; i < tokens.size(); i++) {
            assertThat(generation
                            .answers()
                            .getFirst()
                            .logProbabilities()
                            .orElseThrow()
                            .get(i))
                    .as("token %d", i)
                    .isCloseTo(whole.get(generation.promptTokens().orElseThrow().size() - 1 + i), within(1e-4f));
        }
    }

    @Test
    void likelyContinuationsScoreHigher() {
        Score score = engine().score(
                        Conversation.ask("What is the capital of France?"),
                        List.of("The capital of France is Paris.", "Soup."));
        assertThat(score.continuations().get(0).logProbabilities().mean())
                .isGreaterThan(score.continuations().get(1).logProbabilities().mean());
    }

    @Test
    void anAnswerEndsWithTheEndOfTurnToken() {
        Answer answer = engine().generate(Conversation.ask("Say yes."), SamplingSettings.greedy(200), 1, 0)
                .answers()
                .getFirst();
        int last =
                answer.tokens().orElseThrow().get(answer.tokens().orElseThrow().size() - 1);
        assertThat(engine().source().endOfTurn()).contains(last);
        assertThat(answer.text()).doesNotContain("<|im_end|>");
    }
}
