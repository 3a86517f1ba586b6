package sao.cache;

import java.util.concurrent.atomic.AtomicInteger;

/// A cache without memory whose growth fails as when there is none left.
public final class CacheStub extends KeyValueCache {
    private final AtomicInteger open;
    private boolean closed;

    /// @param open counts the caches that are not closed
    public CacheStub(AtomicInteger open) {
        this.open = open;
        open.incrementAndGet();
    }

    @Override
    public KeyValueCache copy(int positions, int tokens) {
        CacheStub copy = new CacheStub(open);
        copy.startAt(positions);
        return copy;
    }

    @Override
    public void reserve(int tokens, int most) {
        throw new IllegalStateException("DefaultCPUAllocator: can't allocate memory");
    }

    @Override
    public int capacity() {
        return 0;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            open.decrementAndGet();
        }
    }
}
