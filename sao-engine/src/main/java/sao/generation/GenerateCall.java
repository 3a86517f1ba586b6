package sao.generation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import sao.chat.Answer;
import sao.error.SaoException;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.token.TokenIds;
import sao.tokenizer.Tokenizer;

/// One call for answers: a prompt that is read once, and the answers to it.
final class GenerateCall implements Reading.Listener {
    private final TokenIds prompt;
    private final SamplingSettings sampling;
    private final GenerationRequest.Watch watch;
    private final List<ObservedToken> observedPrompt = new ArrayList<>();
    private final Tokenizer tokenizer;
    private final Scheduler scheduler;
    private final List<Answering> answerings = new ArrayList<>();
    private final List<Optional<Answer>> answers = new ArrayList<>();
    private final CompletableFuture<List<Answer>> result = new CompletableFuture<>();
    private Optional<KeyValueCache> promptCache = Optional.empty();
    private int waiting; // answers that need a copy of the prompt's cache yet
    private int cachedTokens;
    private boolean read; // the whole prompt, and what was wanted of it is there

    /// @param endOfTurn ids that end a turn
    GenerateCall(GenerationRequest request, Set<Integer> endOfTurn, Tokenizer tokenizer, Scheduler scheduler) {
        this.prompt = request.prompt();
        this.sampling = request.sampling();
        this.watch = request.watch();
        this.tokenizer = tokenizer;
        this.scheduler = scheduler;
        for (int i = 0; i < request.count(); i++) {
            StopRule stop = new StopRule(
                    sampling.ending(), endOfTurn, tokenizer, watch.listener().isPresent());
            answerings.add(new Answering(this, Seeds.of(request.seed(), i), stop));
            answers.add(Optional.empty());
        }
    }

    SamplingSettings sampling() {
        return sampling;
    }

    CompletableFuture<List<Answer>> result() {
        return result;
    }

    int cachedTokens() {
        return cachedTokens;
    }

    /// {@return the alternatives that come with each token drawn, if anybody hears of them}
    Optional<Alternatives> alternatives() {
        return watch.listener().map(_ -> watch.alternatives());
    }

    /// {@return the prompt's tokens from the second on, if they were wanted; complete when the call is answered}
    List<ObservedToken> observedPrompt() {
        return observedPrompt;
    }

    @Override
    public boolean isOver() {
        return result.isDone();
    }

    /// {@return the reading of the prompt}
    Reading reading() {
        int[] tokens = prompt.toArray();
        return new Reading(
                tokens,
                0,
                () -> {
                    KeyValueCache cache = watch.prompt().isPresent()
                            ? scheduler.prefixes().beginAnew(tokens)
                            : scheduler.prefixes().begin(tokens);
                    cachedTokens = cache.length();
                    return cache;
                },
                this);
    }

    /// {@return the ids of the prompt and of an answer so far}
    BitSet seen(Answering answering) {
        BitSet seen = new BitSet();
        for (int i = 0; i < prompt.size(); i++) {
            seen.set(prompt.get(i));
        }
        for (int i = 0; i < answering.count(); i++) {
            seen.set(answering.token(i));
        }
        return seen;
    }

    @Override
    public List<Reading.Target> targets(int index) {
        if (watch.prompt().isEmpty() || index == prompt.size() - 1) {
            return List.of();
        }
        Reading.Observation observation = new Reading.Observation(watch.prompt().get(), observedPrompt::add);
        return List.of(new Reading.Target(prompt.get(index + 1), this::requireFinite, Optional.of(observation)));
    }

    private void requireFinite(float logProbability) {
        if (!Float.isFinite(logProbability)) {
            result.completeExceptionally(new SaoException(
                    "The model gave no finite logits for a prompt of %d tokens.".formatted(prompt.size()),
                    "Check the weights with `sao models inspect`, or compute with --precision fp32."));
        }
    }

    @Override
    public int room() {
        return Math.max(1, answerings.size()) * mostTokens();
    }

    /// {@return how many tokens the prompt and an answer may have together}
    int mostTokens() {
        return prompt.size() + (answerings.isEmpty() ? 0 : sampling.maximumTokens());
    }

    @Override
    public List<Answering> answers() {
        return answerings;
    }

    @Override
    public void finished(KeyValueCache cache) {
        scheduler.prefixes().remember(prompt.toArray(), cache);
        promptCache = Optional.of(cache);
        read = true;
        for (int i = 0; i < answerings.size(); i++) {
            if (!answerings.get(i).isFinished()) {
                waiting++;
                scheduler.ready(answerings.get(i));
            }
        }
        releaseWhenUnused();
        completeWhenDone();
    }

    /// Gives an answer its own copy of the prompt's keys and values; the last one gets the original.
    void occupy(Answering answering) {
        KeyValueCache cache = promptCache.orElseThrow();
        waiting--;
        if (waiting == 0) {
            promptCache = Optional.empty();
            answering.occupy(cache);
        } else {
            answering.occupy(cache.copy(prompt.size(), prompt.size() + KeyValueCache.STEP));
        }
    }

    /// Takes what was drawn for an answer.
    void take(Answering answering, Sampler.Drawn drawn) {
        int index = answerings.indexOf(answering);
        if (drawn.token() < 0) {
            failed(new SaoException(
                    "The model gave no finite logits at token %d of answer %d, seed %d."
                            .formatted(answering.count(), index, answering.seed()),
                    "Check the weights with `sao models inspect`, or compute with --precision fp32."));
            return;
        }
        Optional<Answer> ended = answering
                .take(drawn.token(), drawn.logProbability())
                .map(reason -> answering.answer(reason, tokenizer));
        try {
            tell(index, answering, drawn, ended);
        } catch (RuntimeException e) { // the listener's own fault must not fail its neighbours
            failed(e);
            return;
        }
        ended.ifPresent(answer -> answers.set(index, Optional.of(answer)));
        completeWhenDone();
    }

    private void tell(int index, Answering answering, Sampler.Drawn drawn, Optional<Answer> ended) {
        if (watch.listener().isPresent() && drawn.observed().isPresent()) {
            TokenListener listener = watch.listener().get();
            listener.drawn(index, drawn.observed().get(), answering.piece());
            ended.ifPresent(answer -> listener.ended(index, answer));
        }
    }

    private void completeWhenDone() {
        if (read && answers.stream().allMatch(Optional::isPresent)) {
            result.complete(answers.stream().map(Optional::orElseThrow).toList());
        }
    }

    @Override
    public void failed(RuntimeException failure) {
        result.completeExceptionally(failure);
        drop();
    }

    /// Frees the prompt's cache of a call that is over.
    void drop() {
        waiting = 0;
        releaseWhenUnused();
    }

    private void releaseWhenUnused() {
        if (waiting == 0) {
            promptCache.ifPresent(KeyValueCache::close);
            promptCache = Optional.empty();
        }
    }
}
