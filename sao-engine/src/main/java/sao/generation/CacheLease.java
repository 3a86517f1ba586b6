package sao.generation;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import sao.cache.KeyValueCache;
import sao.cache.PrefixCache;

/// The KV caches that one call holds. A call gets its caches here and gives them back here; those that it still
/// holds when its result is complete are closed with the lease.
///
/// Engine thread only.
final class CacheLease implements AutoCloseable {
    private final PrefixCache prefixes;
    private final Set<KeyValueCache> held = Collections.newSetFromMap(new IdentityHashMap<>());
    private volatile boolean closed;

    /// @param prefixes of the lane; stay the caller's
    CacheLease(PrefixCache prefixes) {
        this.prefixes = prefixes;
    }

    /// {@return a cache for a prompt, filled with a known prefix of it}
    KeyValueCache begin(int[] prompt) {
        return hold(prefixes.begin(prompt));
    }

    /// {@return an empty cache for a prompt}
    KeyValueCache beginAnew(int[] prompt) {
        return hold(prefixes.beginAnew(prompt));
    }

    /// {@return a copy of a cache}
    ///
    /// @param positions number of positions to copy
    /// @param tokens number of positions that the copy has memory for
    KeyValueCache copy(KeyValueCache cache, int positions, int tokens) {
        return hold(cache.copy(positions, tokens));
    }

    private KeyValueCache hold(KeyValueCache cache) {
        held.add(cache);
        return cache;
    }

    /// Keeps the prefix of a prompt that was read for later calls.
    void remember(int[] prompt, KeyValueCache cache) {
        prefixes.remember(prompt, cache);
    }

    /// Closes a cache before the call ends. Does nothing if it is closed already.
    void giveBack(KeyValueCache cache) {
        if (held.remove(cache)) {
            cache.close();
        }
    }

    /// {@return whether all caches of the call are closed} Any thread.
    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        held.forEach(KeyValueCache::close);
        held.clear();
        closed = true;
    }
}
