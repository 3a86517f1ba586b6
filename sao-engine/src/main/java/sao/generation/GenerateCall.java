package sao.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import sao.cache.KeyValueCache;
import sao.chat.Answer;
import sao.error.SaoException;
import sao.sampling.ObservedToken;
import sao.sampling.Sampler;
import sao.sampling.StopRule;
import sao.token.Seeds;
import sao.token.TokenIds;
import sao.tokenizer.Tokenizer;

/// One call for answers: a prompt that is read once, and the sequences that continue it.
final class GenerateCall implements PrefillTask.Listener, DecodingSequence.Owner {
    private final GenerationRequest request;
    private final List<ObservedToken> observedPrompt = new ArrayList<>();
    private final Tokenizer tokenizer;
    private final CallQueue queue;
    private final List<DecodingSequence> sequences = new ArrayList<>();
    private final List<Optional<Answer>> answers = new ArrayList<>();
    private final CompletableFuture<List<Answer>> result = new CompletableFuture<>();
    private final CacheLease lease;
    private Optional<KeyValueCache> promptCache = Optional.empty();
    private int waiting; // sequences that have no cache yet
    private int cachedTokens;
    private boolean read; // the whole prompt, and its targets are scored

    /// @param endOfTurn ids that end a turn
    /// @param queue of the lane that computes the call
    GenerateCall(GenerationRequest request, Set<Integer> endOfTurn, Tokenizer tokenizer, CallQueue queue) {
        this.request = request;
        this.tokenizer = tokenizer;
        this.queue = queue;
        this.lease = queue.lease(result);
        boolean streams = request.watch().listener().isPresent();
        for (int i = 0; i < request.count(); i++) {
            StopRule stop = new StopRule(request.sampling().ending(), endOfTurn, tokenizer, streams);
            sequences.add(new DecodingSequence(this, request, Seeds.of(request.seed(), i), stop));
            answers.add(Optional.empty());
        }
    }

    CompletableFuture<List<Answer>> result() {
        return result;
    }

    /// {@return the number of the prompt's tokens that the prefix cache held}
    int cachedTokens() {
        return cachedTokens;
    }

    /// {@return the prompt's tokens from the second on, if they are wanted; complete when the call is over}
    List<ObservedToken> observedPrompt() {
        return observedPrompt;
    }

    @Override
    public boolean isOver() {
        return result.isDone();
    }

    @Override
    public boolean isReleased() {
        return lease.isClosed();
    }

    /// {@return the task that reads the prompt}
    PrefillTask prefill() {
        int[] tokens = request.prompt().toArray();
        return new PrefillTask(
                tokens,
                0,
                () -> {
                    KeyValueCache cache =
                            request.watch().prompt().isPresent() ? lease.beginAnew(tokens) : lease.begin(tokens);
                    cachedTokens = cache.length();
                    return cache;
                },
                this);
    }

    @Override
    public List<PrefillTask.Target> targets(int index) {
        TokenIds prompt = request.prompt();
        if (request.watch().prompt().isEmpty() || index == prompt.size() - 1) {
            return List.of();
        }
        PrefillTask.Observation observation =
                new PrefillTask.Observation(request.watch().prompt().get(), observedPrompt::add);
        return List.of(new PrefillTask.Target(prompt.get(index + 1), this::requireFinite, Optional.of(observation)));
    }

    private void requireFinite(float logProbability) {
        if (!Float.isFinite(logProbability)) {
            failed(new SaoException(
                    "The model gave no finite logits for a prompt of %d tokens."
                            .formatted(request.prompt().size()),
                    "Check the weights with `sao models inspect`, or compute with --precision fp32."));
        }
    }

    @Override
    public int mostPositions() {
        return Math.max(1, sequences.size()) * mostTokens();
    }

    @Override
    public int mostTokens() {
        return request.prompt().size()
                + (sequences.isEmpty() ? 0 : request.sampling().maximumTokens());
    }

    @Override
    public List<DecodingSequence> sequences() {
        return sequences;
    }

    @Override
    public void finished(KeyValueCache cache) {
        lease.remember(request.prompt().toArray(), cache);
        promptCache = Optional.of(cache);
        read = true;
        for (DecodingSequence sequence : sequences) {
            if (!sequence.isFinished()) {
                waiting++;
                queue.decode(sequence);
            }
        }
        if (waiting == 0) {
            lease.giveBack(cache);
        }
        completeWhenDone();
    }

    /// Gives a sequence its copy of the prompt's cache; the last one gets the original.
    @Override
    public void admit(DecodingSequence sequence) {
        KeyValueCache cache = promptCache.orElseThrow();
        int prompt = request.prompt().size();
        sequence.occupy(waiting == 1 ? cache : lease.copy(cache, prompt, prompt + KeyValueCache.STEP));
        waiting--;
    }

    @Override
    public void drawn(DecodingSequence sequence, Sampler.Drawn drawn) {
        int index = sequences.indexOf(sequence);
        if (drawn.token() < 0) {
            failed(new SaoException(
                    "The model gave no finite logits at token %d of answer %d, seed %d."
                            .formatted(sequence.count(), index, sequence.seed()),
                    "Check the weights with `sao models inspect`, or compute with --precision fp32."));
            return;
        }
        Optional<Answer> ended = sequence.append(drawn.token(), drawn.logProbability())
                .map(reason -> sequence.answer(reason, tokenizer));
        try {
            notifyListener(index, sequence, drawn, ended);
        } catch (RuntimeException e) { // an error of the listener must not fail other calls
            failed(e);
            return;
        }
        ended.ifPresent(answer -> answers.set(index, Optional.of(answer)));
        completeWhenDone();
    }

    private void notifyListener(int index, DecodingSequence sequence, Sampler.Drawn drawn, Optional<Answer> ended) {
        if (request.watch().listener().isPresent() && drawn.observed().isPresent()) {
            TokenListener listener = request.watch().listener().get();
            listener.drawn(index, drawn.observed().get(), sequence.newText());
            ended.ifPresent(answer -> listener.ended(index, answer));
        }
    }

    private void completeWhenDone() {
        if (read && answers.stream().allMatch(Optional::isPresent)) {
            result.complete(answers.stream().map(Optional::orElseThrow).toList());
        }
    }

    @Override
    public void giveBack(KeyValueCache cache) {
        lease.giveBack(cache);
    }

    @Override
    public void failed(RuntimeException failure) {
        result.completeExceptionally(failure);
    }
}
