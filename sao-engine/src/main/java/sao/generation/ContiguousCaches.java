package sao.generation;

import java.util.List;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;
import sao.kernel.RowWorkers;

/// Each sequence has a [ContiguousCache] of its own.
///
/// @param model whose keys and values they are
/// @param workers share the rows of attention
record ContiguousCaches(CausalLanguageModel model, RowWorkers workers) implements Caches {
    @Override
    public KeyValueCache withRoom(int tokens) {
        return new ContiguousCache(model.config(), model.elementType(), tokens);
    }

    @Override
    public Attention decoding(List<KeyValueCache> caches, int rows) {
        return new DecodeAttention(
                model.config(), caches.stream().map(ContiguousCache::of).toList(), workers);
    }

    @Override
    public Attention reading(List<Piece> pieces, int rows) {
        return new PrefillAttention(model.config(), pieces, rows, model.elementType());
    }

    @Override
    public RowSizes decodingSizes(int most) {
        return RowSizes.probe(model, most, RowSizes.GRAIN);
    }

    @Override
    public RowSizes readingSizes(int most) {
        return RowSizes.probe(model, most, RowSizes.GRAIN);
    }

    /// Each cache is closed by whoever has it.
    @Override
    public void close() {}
}
