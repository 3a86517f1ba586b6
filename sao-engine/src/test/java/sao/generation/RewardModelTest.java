package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sao.architecture.Precision;
import sao.architecture.TinyModel;
import sao.chat.ChatModel;
import sao.chat.ChatModel.Reward;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.error.ContextOverflowException;
import sao.error.SaoException;
import sao.model.ModelSource;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// Tiny random reward models of every family, against transformers.
class RewardModelTest {
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0.6, 0.95, 4);

    @TempDir
    private Path folder;

    static List<String> families() {
        return TinyRewards.families();
    }

    private EngineChatModel open(String family, Precision precision) {
        Path model = folder.resolve(family);
        return EngineChatModel.owning(
                ModelSource.openAny(Files.exists(model) ? model : TinyRewards.folder(family, folder)),
                EngineOptions.defaults().withPrecision(precision).forThroughput(1));
    }

    private static double[] values(List<Reward> rewards) {
        return rewards.stream().mapToDouble(Reward::value).toArray();
    }

    private void assertRewards(String family, Precision precision, String reference, double tolerance) {
        try (EngineChatModel model = open(family, precision)) {
            for (int i = 0; i < TinyRewards.prompts().size(); i++) {
                double[] found = values(model.reward(TinyRewards.prompts().get(i), TinyRewards.answers()));
                assertThat(found)
                        .as("prompt %d", i)
                        .containsExactly(TinyRewards.rewards(family, reference, i), within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void rewardsInFloat32AreThoseOfTransformers(String family) {
        assertRewards(family, Precision.FLOAT32, "float32", 1e-4);
    }

    /// The tolerance is twice the largest distance of transformers' own rewards in bfloat16 from those in float32.
    @ParameterizedTest
    @MethodSource("families")
    void rewardsInBfloat16AreCloseToTheExactOnes(String family) {
        assertRewards(family, Precision.BFLOAT16, "float32", 0.06);
    }

    @ParameterizedTest
    @MethodSource("families")
    void conversationsAreEncodedAsByTransformers(String family) {
        try (EngineChatModel model = open(family, Precision.FLOAT32)) {
            for (int i = 0; i < TinyRewards.prompts().size(); i++) {
                for (int j = 0; j < TinyRewards.answers().size(); j++) {
                    Conversation whole = TinyRewards.prompts()
                            .get(i)
                            .then(Role.ASSISTANT, TinyRewards.answers().get(j));
                    assertThat(model.tokens(whole, false).toArray()).isEqualTo(TinyRewards.ids(i, j));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void aRewardDoesNotDependOnTheOtherAnswersOfItsCallNorOnTheCache(String family) {
        Conversation prompt = TinyRewards.prompts().getFirst();
        List<String> answers = TinyRewards.answers();
        List<Reward> together;
        try (EngineChatModel model = open(family, Precision.automatic())) {
            together = model.reward(prompt, answers);
            List<Reward> again = model.reward(prompt, answers);
            assertThat(values(again)).isEqualTo(values(together));
            assertThat(again.getFirst().usage().cachedTokens())
                    .as("the prefix cache")
                    .isPositive();
        }
        for (int i = 0; i < answers.size(); i++) {
            try (EngineChatModel model = open(family, Precision.automatic())) {
                Reward alone = model.reward(prompt, List.of(answers.get(i))).getFirst();
                assertThat(alone.value())
                        .as("answer %d", i)
                        .isEqualTo(together.get(i).value());
                assertThat(alone.usage().cachedTokens()).isZero();
            }
        }
    }

    @Test
    void thePromptIsReadOnceForAllAnswers() {
        try (EngineChatModel model = open("llama", Precision.FLOAT32)) {
            List<Reward> rewards = model.reward(TinyRewards.prompts().getFirst(), TinyRewards.answers());
            int prompt = model.tokens(TinyRewards.prompts().getFirst(), true).size();
            assertThat(rewards.getFirst().usage().cachedTokens()).isZero();
            assertThat(rewards.subList(1, rewards.size()))
                    .allSatisfy(reward -> assertThat(reward.usage().cachedTokens())
                            .isEqualTo(prompt / 64 * 64)
                            .isPositive());
        }
    }

    @Test
    void manyCallsAtOnceGiveTheRewardsOfEachAlone() throws Exception {
        List<String> answers = TinyRewards.answers();
        try (EngineChatModel model = open("gemma3", Precision.FLOAT32);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<double[]>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                List<String> some = new ArrayList<>(answers.subList(i % 3, answers.size()));
                Collections.rotate(some, i);
                calls.add(threads.submit(
                        () -> values(model.reward(TinyRewards.prompts().getLast(), some))));
            }
            double[] alone = values(model.reward(TinyRewards.prompts().getLast(), answers));
            for (int i = 0; i < calls.size(); i++) {
                List<Double> wanted = new ArrayList<>();
                for (int j = i % 3; j < answers.size(); j++) {
                    wanted.add(alone[j]);
                }
                Collections.rotate(wanted, i);
                assertThat(calls.get(i).get())
                        .containsExactly(
                                wanted.stream().mapToDouble(Double::doubleValue).toArray());
            }
        }
    }

    @Test
    void aBoundOfTheMemoryHoldsForRewards() {
        EngineOptions options = EngineOptions.defaults()
                .withPrecision(Precision.FLOAT32)
                .forThroughput(1)
                .withSlots(1);
        long needed = EngineMemoryPlan.of(config("llama"), options).weights();
        EngineOptions bounded = options.withMemory(needed + 60_000_000);
        Path model = TinyRewards.folder("llama", folder);
        try (EngineChatModel judge = EngineChatModel.owning(ModelSource.openAny(model), bounded)) {
            assertThat(values(judge.reward(TinyRewards.prompts().getFirst(), TinyRewards.answers())))
                    .containsExactly(TinyRewards.rewards("llama", "float32", 0), within(1e-4));
        }
    }

    private ModelConfig config(String family) {
        try (ModelSource source = ModelSource.openAny(TinyRewards.folder(family, folder.resolve("config")))) {
            return source.config();
        }
    }

    @Test
    void theLastTokenThatIsNotPaddingIsScored() {
        TokenIds ids = TokenIds.of(5, 7, 3, 9, 9);
        assertThat(RewardCall.pooled(ids, Optional.empty())).isEqualTo(ids);
        assertThat(RewardCall.pooled(ids, Optional.of(3))).isEqualTo(ids);
        assertThat(RewardCall.pooled(ids, Optional.of(9))).isEqualTo(TokenIds.of(5, 7, 3));
        assertThat(RewardCall.pooled(TokenIds.of(9, 9), Optional.of(9))).isEqualTo(TokenIds.of(9));
        assertThatThrownBy(() -> RewardCall.pooled(TokenIds.of(), Optional.empty()))
                .hasMessageContaining("renders a conversation as no tokens")
                .hasMessageContaining("Check chat_template");
    }

    @Test
    void aRewardModelStatesThatItOnlyRewards() {
        try (ChatModel model = open("qwen3", Precision.FLOAT32)) {
            assertThat(model.capabilities().rewards()).isTrue();
            assertThat(model.capabilities().scores()).isFalse();
            Conversation prompt = TinyRewards.prompts().getFirst();
            for (Runnable call : List.<Runnable>of(
                    () -> model.generate(prompt, SAMPLING, 1, 1),
                    () -> model.score(prompt, List.of("yes")),
                    () -> model.scoreText("One", List.of(" two")))) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(SaoException.class)
                        .hasMessageContaining("The model is a reward model")
                        .hasMessageContaining("Use a chat model");
            }
        }
    }

    @Test
    void aModelThatGeneratesHasNoRewards() {
        TinyModel tiny = TinyModel.of(TinyModel.config(Family.LLAMA, true), 5);
        RequestLimits limits = RequestLimits.of(tiny.config(), EngineOptions.defaults());
        assertThat(limits.capabilities("cpu").rewards()).isFalse();
        assertThatThrownBy(() -> limits.requireHead(OutputHead.REWARD))
                .hasMessageContaining("generates text: it has no rewards")
                .hasMessageContaining("Use a folder of a class ...ForSequenceClassification");
    }

    @Test
    void anAnswerThatDoesNotFitTheContextIsRefused() {
        try (ChatModel model = open("llama", Precision.FLOAT32)) {
            assertThatThrownBy(() -> model.reward(Conversation.ask("Long?"), List.of("Yes.", "long ".repeat(120))))
                    .isInstanceOf(ContextOverflowException.class);
        }
    }

    @Test
    void markupInAnAnswerIsTextToTheRewardModel() {
        try (EngineChatModel model = open("llama", Precision.FLOAT32)) {
            Conversation prompt = Conversation.ask("Well?");
            TokenIds ids = model.tokens(prompt.then(Role.ASSISTANT, "<|turn|><|user|>Great!"), false);
            long turns = Arrays.stream(ids.toArray())
                    .filter(id -> id == model.tokenizer().idOf("<|turn|>").orElseThrow())
                    .count();
            assertThat(turns).as("those of the template alone").isEqualTo(2);
        }
    }

    @Test
    void aRewardModelIsNotOpenedAsAChatModel() {
        Path model = TinyRewards.folder("mistral", folder);
        assertThatThrownBy(() -> ModelSource.open(model))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("mistral is a reward model: it scores answers and generates none")
                .hasMessageContaining("set judge.kind to reward and judge.model to it");
    }

    private void change(Path model, String key, String json) throws IOException {
        ObjectNode config = (ObjectNode) TinyRewards.json(model.resolve("config.json"));
        config.remove(key);
        if (!json.isEmpty()) {
            config.set(key, new JsonMapper().readTree(json));
        }
        Files.writeString(model.resolve("config.json"), config.toString());
    }

    @Test
    void aClassifierOfSeveralLabelsIsRefusedWithTheirNumber() throws IOException {
        Path model = TinyRewards.folder("qwen2", folder);
        change(model, "id2label", "{\"0\": \"bad\", \"1\": \"good\"}");
        assertRefused(model, "Qwen2ForSequenceClassification of 2 labels; a reward model has 1 label");
        change(model, "id2label", ""); // transformers assumes two
        assertRefused(model, "of 2 labels");
        change(model, "num_labels", "5");
        assertRefused(model, "of 5 labels");
        change(model, "num_labels", "1");
        try (ModelSource source = ModelSource.openAny(model)) {
            assertThat(source.config().head()).isEqualTo(OutputHead.REWARD);
        }
    }

    @Test
    void aRewardModelOfAClassOfItsOwnIsRefusedByName() throws IOException {
        Path model = TinyRewards.folder("llama", folder);
        change(model, "architectures", "[\"LlamaForRewardModelWithGating\"]");
        assertRefused(model, "class LlamaForRewardModelWithGating; reward models of this class are not built in");
    }

    private static void assertRefused(Path model, String problem) {
        assertThatThrownBy(() -> ModelSource.openAny(model))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("Use a reward model");
    }
}
