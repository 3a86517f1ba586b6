package sao.cache;

import java.util.List;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;
import sao.kernel.RowWorkers;

/// Caches of the processor: each sequence has a [ContiguousCache].
final class ContiguousCaches implements Caches {
    private final CausalLanguageModel model;
    private final RowWorkers workers;
    private final HeldPositions held = new HeldPositions();

    /// @param model whose keys and values are cached; stays the caller's
    /// @param workers share the rows of attention; stay the caller's
    ContiguousCaches(CausalLanguageModel model, RowWorkers workers) {
        this.model = model;
        this.workers = workers;
    }

    @Override
    public KeyValueCache allocate(int tokens) {
        return new ContiguousCache(model.config(), model.elementType(), tokens, held);
    }

    @Override
    public Attention decoding(List<KeyValueCache> caches, int rows) {
        return new DecodeAttention(
                model.config(), caches.stream().map(ContiguousCache::of).toList(), workers);
    }

    @Override
    public Attention prefill(List<PrefillChunk> chunks, int rows) {
        return new PrefillAttention(model.config(), chunks, rows, model.elementType());
    }

    @Override
    public PassSizes decodingSizes(int most) {
        return PassSizes.probe(model, most, PassSizes.GRAIN);
    }

    @Override
    public PassSizes prefillSizes(int most) {
        return PassSizes.probe(model, most, PassSizes.GRAIN);
    }

    @Override
    public int heldPositions() {
        return held.count();
    }

    /// Nothing is shared: each cache is closed by its owner.
    @Override
    public void close() {}
}
