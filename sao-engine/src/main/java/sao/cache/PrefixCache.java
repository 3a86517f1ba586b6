package sao.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import sao.token.TokenIds;

/// Keys and values of recent prompts, for prompts that begin with the same tokens.
///
/// Prefixes are shared at multiples of [PrefillChunk#LENGTH] only: there a prompt that was read in chunks has the
/// same numbers as one that begins with a copy. The least recently used prefixes are evicted first.
///
/// Engine thread only.
public final class PrefixCache implements AutoCloseable {
    private final IntFunction<KeyValueCache> caches;
    private final int budget;
    private final Map<TokenIds, KeyValueCache> entries = new LinkedHashMap<>(16, 0.75f, true);
    private int held;

    /// @param caches allocates a cache for a number of positions
    /// @param budget largest number of positions held
    public PrefixCache(IntFunction<KeyValueCache> caches, int budget) {
        this.caches = caches;
        this.budget = budget;
    }

    /// {@return a new cache for a prompt, the caller's, filled with the longest known prefix} The last token is
    /// never part of the prefix, since its hidden state is needed.
    public KeyValueCache begin(int[] prompt) {
        int best = 0;
        TokenIds source = TokenIds.of();
        for (TokenIds known : entries.keySet()) {
            int shared = shared(known, prompt);
            if (shared > best) {
                best = shared;
                source = known;
            }
        }
        if (best == 0) {
            return beginAnew(prompt);
        }
        KeyValueCache entry = entries.get(source); // counts as use
        return entry == null ? beginAnew(prompt) : entry.copy(best, prompt.length);
    }

    /// {@return a new, empty cache for a prompt, the caller's}
    public KeyValueCache beginAnew(int[] prompt) {
        return caches.apply(prompt.length);
    }

    private static int shared(TokenIds known, int[] prompt) {
        int most = Math.min(known.size(), prompt.length - 1);
        int count = 0;
        while (count < most && known.get(count) == prompt[count]) {
            count++;
        }
        return count / PrefillChunk.LENGTH * PrefillChunk.LENGTH;
    }

    /// Keeps a copy of the prefix of a prompt that was read, if the budget admits it.
    ///
    /// @param cache of the prompt; stays the caller's
    public void remember(int[] prompt, KeyValueCache cache) {
        int whole = prompt.length / PrefillChunk.LENGTH * PrefillChunk.LENGTH;
        if (whole == 0 || whole > budget) {
            return;
        }
        TokenIds key = TokenIds.of(prompt).slice(0, whole);
        if (entries.get(key) != null) {
            return;
        }
        entries.put(key, cache.copy(whole, whole));
        held += whole;
        Iterator<Map.Entry<TokenIds, KeyValueCache>> oldest = entries.entrySet().iterator();
        while (held > budget) {
            Map.Entry<TokenIds, KeyValueCache> entry = oldest.next();
            held -= entry.getKey().size();
            entry.getValue().close();
            oldest.remove();
        }
    }

    @Override
    public void close() {
        entries.values().forEach(KeyValueCache::close);
        entries.clear();
        held = 0;
    }
}
