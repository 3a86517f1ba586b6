package sao.synthesis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.token.SamplingSettings;

/// Holds back what it is asked until a few calls have gathered, and answers them in a shuffled order.
final class ShuffledModel extends StubModel {
    private static final long PATIENCE = 200_000;

    private final Random random;
    private final int gather;
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    ShuffledModel(long seed, int gather) {
        this.random = new Random(seed);
        this.gather = gather;
    }

    @Override
    public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        int before = arrive(turn);
        if (before < gather) {
            LockSupport.parkNanos(PATIENCE); // whoever is alone goes on after a moment
            release();
        }
        turn.join();
        return super.generate(conversation, sampling, count, seed);
    }

    private synchronized int arrive(CompletableFuture<Void> turn) {
        waiting.add(turn);
        if (waiting.size() >= gather) {
            release();
        }
        return waiting.size();
    }

    private synchronized void release() {
        Collections.shuffle(waiting, random);
        waiting.forEach(each -> each.complete(null));
        waiting.clear();
    }
}
