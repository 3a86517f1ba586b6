package sao.generation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import sao.domain.Answer;
import sao.domain.FinishReason;
import sao.domain.SamplingSettings;
import sao.domain.SaoException;
import sao.domain.Seeds;
import sao.domain.TokenIds;
import sao.tokenizer.Tokenizer;

/// One call for answers: a prompt that is read once, and the answers to it.
final class GenerateCall implements Reading.Listener {
    private final TokenIds prompt;
    private final SamplingSettings sampling;
    private final Tokenizer tokenizer;
    private final Scheduler scheduler;
    private final List<Answering> answerings = new ArrayList<>();
    private final List<Optional<Answer>> answers = new ArrayList<>();
    private final CompletableFuture<List<Answer>> result = new CompletableFuture<>();
    private Optional<KeyValueCache> promptCache = Optional.empty();
    private int waiting; // answers that need a copy of the prompt's cache yet
    private int cachedTokens;

    /// What is asked.
    ///
    /// @param prompt the rendered conversation
    /// @param sampling how tokens are drawn
    /// @param count how many answers
    /// @param seed of the first
    record Request(TokenIds prompt, SamplingSettings sampling, int count, long seed) {}

    /// @param stopTokens that end a turn
    GenerateCall(Request request, Set<Integer> stopTokens, Tokenizer tokenizer, Scheduler scheduler) {
        this.prompt = request.prompt();
        this.sampling = request.sampling();
        this.tokenizer = tokenizer;
        this.scheduler = scheduler;
        for (int i = 0; i < request.count(); i++) {
            StopRule stop = new StopRule(stopTokens, sampling.stop(), tokenizer);
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
                    KeyValueCache cache = scheduler.prefixes().begin(tokens);
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
        return List.of();
    }

    @Override
    public List<Answering> answers() {
        return answerings;
    }

    @Override
    public void finished(KeyValueCache cache) {
        scheduler.prefixes().remember(prompt.toArray(), cache);
        promptCache = Optional.of(cache);
        for (int i = 0; i < answerings.size(); i++) {
            if (!answerings.get(i).isFinished()) {
                waiting++;
                scheduler.ready(answerings.get(i));
            }
        }
        releaseWhenUnused();
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
    void take(Answering answering, int token, float logProbability) {
        if (token < 0) {
            failed(new SaoException(
                    "The model gave no finite logits at token %d of answer %d, seed %d."
                            .formatted(answering.count(), answerings.indexOf(answering), answering.seed()),
                    "Check the weights with `sao doctor`, or compute with --precision fp32."));
        } else {
            answering.take(token, logProbability).ifPresent(reason -> finish(answering, reason));
        }
    }

    private void finish(Answering answering, FinishReason reason) {
        answers.set(answerings.indexOf(answering), Optional.of(answering.answer(reason, tokenizer)));
        if (answers.stream().allMatch(Optional::isPresent)) {
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
