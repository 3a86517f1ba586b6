package sao.generation;

import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;

/// All sequences share the blocks of a [BlockPool].
///
/// @param model whose keys and values they are
/// @param pool closed with this
record PagedCaches(CausalLanguageModel model, BlockPool pool) implements Caches {
    static PagedCaches of(CausalLanguageModel model, EngineSettings settings) {
        return new PagedCaches(model, new BlockPool(model.config(), model.elementType(), blocks(settings)));
    }

    /// {@return how many blocks to begin with} More are made when they are needed, which for a moment takes what
    /// there is three times: within a bound, all that it allows are made at once.
    private static int blocks(EngineSettings settings) {
        return 2 + (settings.strict() ? Math.ceilDiv(settings.cachedTokens(), BlockPool.PLACES) : 2 * settings.slots());
    }

    @Override
    public KeyValueCache withRoom(int tokens) {
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
    public Attention reading(List<Piece> pieces, int rows) {
        List<PagedAttention.Span> spans = pieces.stream()
                .map(piece ->
                        new PagedAttention.Span(PagedCache.of(piece.reading().cache()), piece.count()))
                .toList();
        return new PagedAttention(model.config(), pool, spans, rows / Piece.LENGTH, Piece.LENGTH);
    }

    @Override
    public RowSizes decodingSizes(int most) {
        return sizes(most, RowSizes.GRAIN);
    }

    @Override
    public RowSizes readingSizes(int most) {
        return sizes(most, Piece.LENGTH);
    }

    /// {@return the sizes of passes} A card's float32 products depend on how many there are, those of attention
    /// too.
    private RowSizes sizes(int most, int grain) {
        boolean one = model.elementType().intern() == ScalarType.Float;
        return one ? RowSizes.only(most, grain) : RowSizes.probe(model, most, grain);
    }

    @Override
    public void close() {
        pool.close();
    }
}
