package sao.generation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import sao.architecture.CausalLanguageModel;
import sao.cache.Caches;
import sao.cache.KeyValueCache;
import sao.cache.PassSizes;
import sao.error.SaoException;
import sao.sampling.Sampler;
import sao.tensor.Tensors;
import sao.torch.FreedMemory;
import sao.torch.TensorScope;

/// The sequences that are decoded at the same time, and those that wait for a slot. Engine thread only.
final class DecodingSlots {
    /// Positions of outgrown caches after which their memory is returned to the system.
    private static final int MOST_OUTGROWN = 2_048;

    private final CausalLanguageModel model;
    private final int slots;
    private final CacheBudget budget;
    private final StepParts parts;
    private final Deque<DecodingSequence> ready = new ArrayDeque<>();
    private final List<DecodingSequence> active = new ArrayList<>();
    private int outgrown; // positions

    /// @param model stays the caller's
    /// @param slots largest number of sequences decoded at the same time
    DecodingSlots(CausalLanguageModel model, int slots, CacheBudget budget, StepParts parts) {
        this.model = model;
        this.slots = slots;
        this.budget = budget;
        this.parts = parts;
    }

    /// The parts that a decoding step is computed with.
    ///
    /// @param caches of the sequences
    /// @param rows sizes of a pass
    /// @param sampler draws the tokens
    record StepParts(Caches caches, PassSizes rows, Sampler sampler) {}

    /// Queues a sequence for a slot.
    void add(DecodingSequence sequence) {
        ready.add(sequence);
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

    /// {@return whether a slot is free behind all waiting sequences and `coming` more}
    boolean hasSlotBehind(int coming) {
        return active.size() + ready.size() + coming < slots;
    }

    /// {@return positions held by the sequences being decoded}
    int heldTokens() {
        return active.stream().mapToInt(sequence -> sequence.cache().capacity()).sum();
    }

    /// Gives free slots to sequences that wait.
    void fill() {
        ready.removeIf(DecodingSequence::isDone);
        while (active.size() < slots && !ready.isEmpty()) {
            DecodingSequence sequence = ready.remove();
            try {
                sequence.owner().admit(sequence);
                active.add(sequence);
            } catch (RuntimeException e) {
                sequence.owner().failed(budget.explained(e));
            }
        }
    }

    /// Draws one more token for each sequence that has a slot.
    void decodeOnce() {
        growCaches();
        if (active.isEmpty()) {
            return;
        }
        try (var _ = TensorScope.open()) {
            step();
        } catch (RuntimeException e) {
            active.forEach(sequence -> sequence.owner().failed(budget.explained(e)));
        }
        releaseDone();
    }

    /// Allocates memory for one more token of each sequence. A sequence that gets none fails alone.
    private void growCaches() {
        for (DecodingSequence sequence : active) {
            KeyValueCache cache = sequence.cache();
            int before = cache.capacity();
            try {
                cache.reserve(cache.length() + 1, sequence.owner().mostTokens());
                outgrown += cache.capacity() > before ? before : 0;
            } catch (RuntimeException e) {
                sequence.owner().failed(budget.explained(e));
            }
        }
        if (outgrown >= MOST_OUTGROWN) { // the allocator would keep them: they are too small for what grows
            FreedMemory.giveBack();
            outgrown = 0;
        }
        releaseDone();
    }

    /// Frees the slots of sequences that are finished or whose call is over.
    void releaseDone() {
        for (Iterator<DecodingSequence> sequences = active.iterator(); sequences.hasNext(); ) {
            DecodingSequence sequence = sequences.next();
            if (sequence.isDone()) {
                sequence.release();
                sequences.remove();
            }
        }
    }

    private void step() {
        int rows = parts.rows().holding(active.size());
        long[] ids = new long[rows];
        long[] positions = new long[rows];
        List<KeyValueCache> caches = new ArrayList<>(active.size());
        List<Sampler.Draw> draws = new ArrayList<>(active.size());
        for (int i = 0; i < active.size(); i++) {
            DecodingSequence sequence = active.get(i);
            KeyValueCache cache = sequence.cache();
            caches.add(cache);
            ids[i] = sequence.lastToken();
            positions[i] = cache.length();
            draws.add(new Sampler.Draw(sequence, i));
        }
        Tensor hidden = model.hidden(
                Tensors.longs(ids), Tensors.longs(positions), parts.caches().decoding(caches, rows));
        caches.forEach(cache -> cache.advance(1));
        Sampler.Drawn[] drawn = parts.sampler().draw(model.logits(hidden), draws);
        for (int i = 0; i < drawn.length; i++) {
            DecodingSequence sequence = active.get(i);
            sequence.owner().drawn(sequence, drawn[i]);
        }
    }

    /// Ends all calls whose sequences are decoded or wait.
    void failAll(SaoException failure) {
        ready.forEach(sequence -> sequence.owner().failed(failure));
        active.forEach(sequence -> sequence.owner().failed(failure));
        ready.clear();
        releaseDone();
    }
}
