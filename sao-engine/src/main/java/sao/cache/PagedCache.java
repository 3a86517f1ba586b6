package sao.cache;

import java.util.Arrays;

/// A KV cache made of blocks of a [BlockPool]: it grows without being copied, and one operator reads the caches of
/// many sequences.
final class PagedCache extends KeyValueCache {
    private final BlockPool pool;
    private int[] blocks;

    /// @param tokens number of positions to allocate
    PagedCache(BlockPool pool, int tokens) {
        this.pool = pool;
        this.blocks = pool.take(blocksFor(tokens));
    }

    private static int blocksFor(int tokens) {
        return Math.max(1, Math.ceilDiv(tokens, BlockPool.PLACES));
    }

    /// {@return the cache of a sequence on a graphics card}
    static PagedCache of(KeyValueCache cache) {
        return (PagedCache) cache;
    }

    @Override
    public PagedCache copy(int positions, int tokens) {
        PagedCache copy = new PagedCache(pool, tokens);
        int whole = Math.ceilDiv(positions, BlockPool.PLACES);
        pool.copy(Arrays.copyOf(blocks, whole), Arrays.copyOf(copy.blocks, whole));
        copy.startAt(positions);
        return copy;
    }

    @Override
    public void reserve(int tokens, int most) {
        int missing = blocksFor(tokens) - blocks.length;
        if (missing > 0) {
            int[] more = pool.take(missing);
            int held = blocks.length;
            blocks = Arrays.copyOf(blocks, held + missing);
            System.arraycopy(more, 0, blocks, held, missing);
        }
    }

    @Override
    public int capacity() {
        return blocks.length * BlockPool.PLACES;
    }

    /// {@return the block that holds the positions from `index * PLACES` on}
    int block(int index) {
        return blocks[index];
    }

    @Override
    public void close() {
        pool.give(blocks);
        blocks = new int[0];
    }
}
