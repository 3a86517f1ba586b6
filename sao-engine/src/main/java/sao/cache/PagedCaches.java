package sao.cache;

import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;

/// Caches of devices whose memory this process cannot read: all sequences share the blocks of a [BlockPool].
///
/// @param model whose keys and values are cached; stays the caller's
/// @param pool closed with this object
record PagedCaches(CausalLanguageModel model, BlockPool pool) implements Caches {
    /// {@return caches with a pool of their own}
    ///
    /// @param positions for which memory is allocated at once
    static PagedCaches of(CausalLanguageModel model, int positions) {
        int blocks = BlockPool.RESERVED + Math.ceilDiv(positions, BlockPool.PLACES);
        return new PagedCaches(model, new BlockPool(model.config(), model.elementType(), blocks));
    }

    @Override
    public KeyValueCache allocate(int tokens) {
        return new PagedCache(pool, tokens);
    }

    @Override
    public Attention decoding(List<KeyValueCache> caches, int rows) {
        List<PagedAttention.Span> spans = caches.stream()
                .map(cache -> new PagedAttention.Span(PagedCache.of(cache), 1))
                .toList();
        return new PagedAttention(model.config(), pool, spans, rows, 1);
    }

    @Override
    public Attention prefill(List<PrefillChunk> chunks, int rows) {
        List<PagedAttention.Span> spans = chunks.stream()
                .map(chunk -> new PagedAttention.Span(PagedCache.of(chunk.cache()), chunk.count()))
                .toList();
        return new PagedAttention(model.config(), pool, spans, rows / PrefillChunk.LENGTH, PrefillChunk.LENGTH);
    }

    @Override
    public PassSizes decodingSizes(int most) {
        return sizes(most, PassSizes.GRAIN);
    }

    @Override
    public PassSizes prefillSizes(int most) {
        return sizes(most, PrefillChunk.LENGTH);
    }

    /// {@return the sizes of passes: one size in float32, where a graphics card's products depend on the number of
    /// rows, those of attention too}
    private PassSizes sizes(int most, int grain) {
        boolean one = model.elementType().intern() == ScalarType.Float;
        return one ? PassSizes.only(most, grain) : PassSizes.probe(model, most, grain);
    }

    @Override
    public int heldPositions() {
        return pool.lent() * BlockPool.PLACES;
    }

    @Override
    public void close() {
        pool.close();
    }
}
