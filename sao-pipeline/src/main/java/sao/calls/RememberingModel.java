package sao.calls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sao.chat.ChatModel;
import sao.chat.ChatModel.Reward;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.content.ContentId;
import sao.token.SamplingSettings;

/// A model that looks requests up in the ledger first, and commits new answers there before it returns them.
public final class RememberingModel extends ChatModel.Forwarding {
    private static final CallMemory.Kind<Generation> GENERATION =
            new CallMemory.Kind<>(CallStore::generation, CallStore::generation, CallStore::put);
    private static final CallMemory.Kind<Score> SCORE =
            new CallMemory.Kind<>(CallStore::score, CallStore::score, CallStore::put);
    private static final CallMemory.Kind<Reward> REWARD =
            new CallMemory.Kind<>(CallStore::reward, CallStore::reward, CallStore::put);

    private final String fingerprint;
    private final String processor;
    private final CallPurpose purpose;
    private final int round;
    private final CallMemory memory;

    public RememberingModel(ChatModel model, CallPurpose purpose, int round, CallMemory memory) {
        super(model);
        this.fingerprint = model.fingerprint();
        this.processor = model.capabilities().provenance();
        this.purpose = purpose;
        this.round = round;
        this.memory = memory;
    }

    @Override
    public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
        Map<String, Object> request = new HashMap<>(sampled(sampling, count, seed));
        request.putAll(Map.of("kind", "generate", "conversation", content(conversation)));
        return memory.remember(
                key(ContentId.of(request)), GENERATION, () -> model().generate(conversation, sampling, count, seed));
    }

    @Override
    public Generation generateText(String text, SamplingSettings sampling, int count, long seed) {
        Map<String, Object> request = new HashMap<>(sampled(sampling, count, seed));
        request.putAll(Map.of("kind", "generate text", "text", text));
        return memory.remember(
                key(ContentId.of(request)), GENERATION, () -> model().generateText(text, sampling, count, seed));
    }

    @Override
    public Score score(Conversation conversation, List<String> continuations) {
        String id = ContentId.of(Map.of(
                "kind",
                "score",
                "model",
                fingerprint,
                "conversation",
                content(conversation),
                "continuations",
                continuations));
        return memory.remember(key(id), SCORE, () -> model().score(conversation, continuations));
    }

    @Override
    public Score scoreText(String context, List<String> continuations) {
        String id = ContentId.of(
                Map.of("kind", "score text", "model", fingerprint, "context", context, "continuations", continuations));
        return memory.remember(key(id), SCORE, () -> model().scoreText(context, continuations));
    }

    /// Each answer is a request of its own; those that are not stored are asked for in one call.
    @Override
    public List<Reward> reward(Conversation prompt, List<String> answers) {
        List<String> missing = answers.stream()
                .distinct()
                .filter(answer -> !memory.holds(rewardId(prompt, answer), REWARD))
                .toList();
        Map<String, Reward> asked = new HashMap<>();
        return answers.stream()
                .map(answer -> memory.remember(key(rewardId(prompt, answer)), REWARD, () -> {
                    if (asked.isEmpty()) {
                        List<Reward> rewards = model().reward(prompt, missing);
                        for (int i = 0; i < rewards.size(); i++) {
                            asked.put(missing.get(i), rewards.get(i));
                        }
                    }
                    return Objects.requireNonNull(asked.get(answer));
                }))
                .toList();
    }

    private Map<String, Object> sampled(SamplingSettings sampling, int count, long seed) {
        return Map.of("model", fingerprint, "sampling", ContentId.contentOf(sampling), "count", count, "seed", seed);
    }

    private String rewardId(Conversation prompt, String answer) {
        return ContentId.of(
                Map.of("kind", "reward", "model", fingerprint, "conversation", content(prompt), "answer", answer));
    }

    private CallStore.Key key(String id) {
        return new CallStore.Key(id, purpose.label(), fingerprint, round, RowScope.current(), processor);
    }

    private static List<Map<String, String>> content(Conversation conversation) {
        return conversation.messages().stream()
                .map(message -> Map.of("role", message.role().label(), "content", message.content()))
                .toList();
    }
}
