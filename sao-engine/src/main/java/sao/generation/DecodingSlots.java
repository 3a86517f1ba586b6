package sao.generation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import sao.architecture.CausalLanguageModel;
import sao.error.SaoException;
import sao.tensor.Tensors;
import sao.torch.FreedMemory;
import sao.torch.TensorScope;

/// The answers that are decoded side by side, and those that wait for a slot. Engine thread only.
final class DecodingSlots {
    /// Positions in caches that became too small before their memory is given back to the system.
    private static final int MOST_OUTGROWN = 2_048;

    private final CausalLanguageModel model;
    private final int slots;
    private final CacheRoom room;
    private final Means means;
    private final Deque<Answering> ready = new ArrayDeque<>();
    private final List<Answering> active = new ArrayList<>();
    private int outgrown; // positions

    /// @param model stays the caller's
    /// @param slots how many answers side by side
    DecodingSlots(CausalLanguageModel model, int slots, CacheRoom room, Means means) {
        this.model = model;
        this.slots = slots;
        this.room = room;
        this.means = means;
    }

    /// With what a step is computed.
    ///
    /// @param caches of the answers
    /// @param rows sizes of a pass
    /// @param sampler draws
    record Means(Caches caches, RowSizes rows, Sampler sampler) {}

    /// Takes an answer that waits for a slot.
    void add(Answering answering) {
        ready.add(answering);
    }

    int decoding() {
        return active.size();
    }

    int waiting() {
        return ready.size();
    }

    boolean isIdle() {
        return ready.isEmpty() && active.isEmpty();
    }

    /// {@return whether a slot is free behind all that wait and so many that come}
    boolean hasPlaceBehind(int coming) {
        return active.size() + ready.size() + coming < slots;
    }

    /// {@return positions held by the answers being decoded}
    int heldTokens() {
        return active.stream().mapToInt(answer -> answer.cache().capacity()).sum();
    }

    /// Gives free slots to answers that wait.
    void fill() {
        ready.removeIf(answering -> answering.call().isOver());
        while (active.size() < slots && !ready.isEmpty()) {
            Answering answering = ready.remove();
            try {
                answering.call().occupy(answering);
                active.add(answering);
            } catch (RuntimeException e) {
                answering.call().failed(room.explained(e));
            }
        }
    }

    /// Draws one more token for each answer that has a slot.
    void decodeOnce() {
        makeRoom();
        if (active.isEmpty()) {
            return;
        }
        try (var _ = TensorScope.open()) {
            step();
        } catch (RuntimeException e) {
            active.forEach(answering -> answering.call().failed(room.explained(e)));
        }
        releaseEnded();
    }

    /// Makes room for one more token of each answer; an answer that finds none fails alone.
    private void makeRoom() {
        for (Answering answering : active) {
            KeyValueCache cache = answering.cache();
            int before = cache.capacity();
            try {
                cache.reserve(cache.length() + 1, answering.call().mostTokens());
                outgrown += cache.capacity() > before ? before : 0;
            } catch (RuntimeException e) {
                answering.call().failed(room.explained(e));
            }
        }
        if (outgrown >= MOST_OUTGROWN) { // too small for what grows, they would stay beside it
            FreedMemory.giveBack();
            outgrown = 0;
        }
        releaseEnded();
    }

    private void releaseEnded() {
        for (Iterator<Answering> answers = active.iterator(); answers.hasNext(); ) {
            Answering answering = answers.next();
            if (answering.call().isOver() || answering.isFinished()) {
                answering.release();
                answers.remove();
            }
        }
    }

    private void step() {
        int rows = means.rows().holding(active.size());
        long[] ids = new long[rows];
        long[] positions = new long[rows];
        List<KeyValueCache> caches = new ArrayList<>(active.size());
        List<Sampler.Draw> draws = new ArrayList<>(active.size());
        for (int i = 0; i < active.size(); i++) {
            Answering answering = active.get(i);
            KeyValueCache cache = answering.cache();
            caches.add(cache);
            ids[i] = answering.lastToken();
            positions[i] = cache.length();
            draws.add(new Sampler.Draw(answering, i));
        }
        Tensor hidden = model.hidden(
                Tensors.longs(ids), Tensors.longs(positions), means.caches().decoding(caches, rows));
        caches.forEach(cache -> cache.advance(1));
        means.sampler().advance(model.logits(hidden), draws);
    }

    /// Ends all answers.
    void failAll(SaoException failure) {
        ready.forEach(answering -> answering.call().failed(failure));
        active.forEach(answering -> answering.call().failed(failure));
        active.forEach(Answering::release);
        ready.clear();
        active.clear();
    }
}
