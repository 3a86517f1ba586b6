package sao.generation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import sao.architecture.CausalLanguageModel;
import sao.chat.Capabilities;
import sao.chat.ChatModel;
import sao.chat.ChatModel.Reward;
import sao.chat.Continuation;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Role;
import sao.chat.Score;
import sao.chat.Usage;
import sao.config.OutputHead;
import sao.error.SaoException;
import sao.file.Sha256;
import sao.model.ConversationEncoder;
import sao.model.ModelSource;
import sao.model.RawText;
import sao.model.TurnOpening;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.tokenizer.Tokenizer;
import sao.torch.EngineThread;
import sao.torch.FreedMemory;

/// The embedded model: libtorch in this process computes all waiting calls in batches.
///
/// The result of a call does not depend on concurrent calls, slots, lanes or order. Any thread may call; a virtual
/// thread may wait.
public final class EngineChatModel implements ChatModel {
    private final ModelSource source;
    private final boolean ownsSource;
    private final EngineOptions settings;
    private final EngineMemoryPlan plan;
    private final CausalLanguageModel model;
    private final List<Lane> lanes = new ArrayList<>();
    private final String fingerprint;
    private final RequestLimits limits;
    private final Capabilities capabilities;
    private boolean closed;

    private EngineChatModel(ModelSource source, boolean ownsSource, EngineOptions settings) {
        this.source = source;
        this.ownsSource = ownsSource;
        this.plan = EngineMemoryPlan.of(source.config(), settings);
        this.settings = settings.strict() ? settings.withCachedTokens(plan.positions()) : settings;
        this.fingerprint =
                Sha256.of(source.fingerprint() + " " + settings.precision().label());
        this.limits = RequestLimits.of(source.config(), settings);
        this.capabilities = limits.capabilities(settings.device().platform());
        EngineThread first = thread(0);
        try {
            this.model = first.call(() -> load(source, settings));
        } catch (RuntimeException e) {
            first.close();
            throw EngineMemoryPlan.isExhaustion(e) ? plan.exhausted(e) : e;
        }
        try {
            lanes.add(new Lane(first, model, this.settings.ofOneLane(), plan));
            for (int i = 1; i < settings.lanes(); i++) {
                lanes.add(new Lane(thread(i), model, this.settings.ofOneLane(), plan));
            }
        } catch (RuntimeException e) {
            closeLanes();
            throw EngineMemoryPlan.isExhaustion(e) ? plan.exhausted(e) : e;
        }
    }

    private static CausalLanguageModel load(ModelSource source, EngineOptions settings) {
        CausalLanguageModel loaded = CausalLanguageModel.load(source.config(), source.weights(), settings.precision());
        source.weights().unload();
        return loaded;
    }

    private EngineThread thread(int lane) {
        return new EngineThread(
                "model-%d-%s".formatted(lane, source.path().getFileName()), settings.threads(), settings.device());
    }

    /// {@return the lane with the fewest waiting calls}
    private Lane freest() {
        return lanes.stream().min(Comparator.comparingInt(Lane::waiting)).orElseThrow();
    }

    /// Opens and loads the model of a folder or a GGUF file.
    ///
    /// @throws SaoException if it cannot be opened, see [ModelSource#open]
    public static EngineChatModel open(Path path, EngineOptions settings) {
        return owning(ModelSource.open(path), settings);
    }

    /// Loads an opened model and takes ownership of it.
    ///
    /// @param source closed with this model, and at once if it cannot be loaded
    public static EngineChatModel owning(ModelSource source, EngineOptions settings) {
        try {
            return new EngineChatModel(source, true, settings);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /// Loads an opened model.
    ///
    /// @param source stays the caller's, and must be open as long as this model
    public static EngineChatModel of(ModelSource source, EngineOptions settings) {
        return new EngineChatModel(source, false, settings);
    }

    @Override
    public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
        TokenIds prompt = tokens(conversation, true);
        return begin(new GenerationRequest(prompt, sampling, count, seed)).await();
    }

    @Override
    public Generation generateText(String text, SamplingSettings sampling, int count, long seed) {
        return begin(new GenerationRequest(RawText.tokens(text, source), sampling, count, seed))
                .await();
    }

    /// Begins a call that can be watched and cancelled.
    ///
    /// @return the running call; close it to cancel
    /// @throws SaoException if the prompt and the answer do not fit the context, or an id is not in the
    ///     vocabulary
    public RunningGeneration begin(GenerationRequest request) {
        long start = System.nanoTime();
        limits.requireHead(OutputHead.TOKENS);
        limits.requireKnown(request.prompt());
        limits.requireRoom(
                request.prompt().size(),
                request.count() == 0 ? 0 : request.sampling().maximumTokens());
        Lane lane = freest();
        GenerateCall call = new GenerateCall(request, source.endOfTurn(), source.tokenizer(), lane.scheduler());
        lane.scheduler().submit(call);
        var _ = lane.counted(call.result());
        return new RunningGeneration(request.prompt(), call, start);
    }

    @Override
    public Score score(Conversation conversation, List<String> continuations) {
        long start = System.nanoTime();
        TokenIds prompt = tokens(conversation, true);
        return score(
                prompt, continuations.stream().map(source.tokenizer()::encode).toList(), start);
    }

    @Override
    public Score scoreText(String context, List<String> continuations) {
        long start = System.nanoTime();
        RawText text = RawText.of(context, continuations, source);
        return score(text.context(), text.continuations(), start);
    }

    private Score score(TokenIds prompt, List<TokenIds> encoded, long start) {
        limits.requireHead(OutputHead.TOKENS);
        encoded.forEach(ids -> limits.requireRoom(prompt.size(), ids.size()));
        Lane lane = freest();
        ScoreCall call = new ScoreCall(prompt, encoded, lane.scheduler());
        lane.scheduler().submit(call.prefill());
        List<Continuation> scored = RunningGeneration.await(lane.counted(call.result()));
        int tokens = encoded.stream().mapToInt(TokenIds::size).sum();
        return new Score(
                prompt, scored, new Usage(prompt.size(), call.cachedTokens(), tokens, System.nanoTime() - start));
    }

    @Override
    public List<Reward> reward(Conversation prompt, List<String> answers) {
        long start = System.nanoTime();
        limits.requireHead(OutputHead.REWARD);
        List<TokenIds> texts = answers.stream()
                .map(answer -> tokens(prompt.then(Role.ASSISTANT, answer), TurnOpening.NONE))
                .map(ids -> RewardCall.pooled(ids, source.paddingToken()))
                .toList();
        texts.forEach(text -> limits.requireRoom(text.size(), 0));
        if (texts.isEmpty()) {
            return List.of();
        }
        Lane lane = freest();
        RewardCall call = new RewardCall(texts, lane.scheduler());
        lane.scheduler().submit(call.prefill());
        return call.rewards(RunningGeneration.await(lane.counted(call.result())), start);
    }

    /// {@return for each sequence the log-probability of each token given those before it: one value fewer
    /// than tokens, nats}
    ///
    /// @throws SaoException if a sequence does not fit the context, or an id is not in the vocabulary
    public List<LogProbabilities> scoreTokens(List<TokenIds> sequences) {
        limits.requireHead(OutputHead.TOKENS);
        List<CompletableFuture<List<Continuation>>> results = new ArrayList<>();
        for (TokenIds sequence : sequences) {
            limits.requireKnown(sequence);
            limits.requireRoom(sequence.size(), 0);
            if (sequence.size() < 2) {
                results.add(CompletableFuture.completedFuture(
                        List.of(new Continuation(TokenIds.of(), LogProbabilities.of()))));
                continue;
            }
            Lane lane = freest();
            ScoreCall call =
                    new ScoreCall(sequence.slice(0, 1), List.of(sequence.slice(1, sequence.size())), lane.scheduler());
            lane.scheduler().submit(call.prefill());
            results.add(lane.counted(call.result()));
        }
        return results.stream()
                .map(result -> RunningGeneration.await(result).getFirst().logProbabilities())
                .toList();
    }

    /// {@return the ids of the rendered conversation}
    ///
    /// @param generationPrompt whether the beginning of the assistant's next turn is added, or its last turn left
    ///     open
    public TokenIds tokens(Conversation conversation, boolean generationPrompt) {
        return tokens(conversation, generationPrompt ? TurnOpening.toAnswer(conversation) : TurnOpening.NONE);
    }

    /// {@return the ids of the rendered conversation}
    ///
    /// @throws SaoException if the model has no template, or its template refuses the conversation
    public TokenIds tokens(Conversation conversation, TurnOpening opening) {
        return new ConversationEncoder(source.tokenizer(), source.template()).encode(conversation, opening);
    }

    /// {@return the model's tokenizer}
    public Tokenizer tokenizer() {
        return source.tokenizer();
    }

    /// {@return the model on disk}
    public ModelSource source() {
        return source;
    }

    /// {@return the load of all lanes}
    public EngineLoad load() {
        return lanes.stream()
                .map(lane -> lane.scheduler().load())
                .reduce(EngineLoad::and)
                .orElseThrow();
    }

    /// {@return the options that the engine runs with}
    public EngineOptions settings() {
        return settings;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    /// {@return the number of answers that are decoded at once}
    @Override
    public int concurrency() {
        return settings.slots();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        closeLanes();
        if (ownsSource) {
            source.close();
        }
        FreedMemory.giveBack();
    }

    private void closeLanes() {
        lanes.forEach(Lane::close);
        model.close();
    }
}
