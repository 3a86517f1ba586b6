package sao.novelty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sao.text.Words;

/// An index of benchmark prompts that finds contamination: prompts that share a run of words with a benchmark
/// prompt. Not thread-safe while prompts are added.
///
/// A shared run of `n` words is an overlap. A benchmark prompt with fewer than `n` words overlaps only with a
/// prompt that has exactly the same words. Case and punctuation are ignored. The literature uses runs of 8 to 13
/// words.
///
/// Source: Brown et al., arXiv 2005.14165, appendix C (runs of 8 to 13 words).
public final class BenchmarkIndex {
    private static final int FEWEST_WORDS = 4;

    private final int length;
    private final Map<Long, Integer> runs = new HashMap<>();
    private final Map<Long, Integer> whole = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Set<Long> contents = new HashSet<>();

    /// An overlap of a prompt with a benchmark.
    ///
    /// @param source benchmark prompt, such as `gsm8k.jsonl:17`
    /// @param words first shared run of words
    public record Overlap(String source, String words) {
        /// {@return the name of the benchmark: the source without the position of the prompt}
        public String benchmark() {
            return source.contains(":") ? source.substring(0, source.lastIndexOf(':')) : source;
        }
    }

    /// @param length length of a run, in words; at least 1
    public BenchmarkIndex(int length) {
        this.length = length;
    }

    /// Adds a benchmark prompt.
    ///
    /// @param source origin of the prompt, such as `gsm8k.jsonl:17`
    /// @param text text of the prompt
    public void add(String source, String text) {
        int[] words = WordHashes.hashes(text);
        if (words.length < FEWEST_WORDS) {
            return;
        }
        names.add(source);
        int number = names.size() - 1;
        contents.add(WordHashes.run(words, 0, words.length));
        if (words.length < length) {
            whole.putIfAbsent(WordHashes.run(words, 0, words.length), number);
            return;
        }
        for (int i = 0; i + length <= words.length; i++) {
            runs.putIfAbsent(WordHashes.run(words, i, i + length), number);
        }
    }

    /// {@return the number of benchmark prompts}
    public int size() {
        return names.size();
    }

    /// {@return the identity of this index; indexes with equal identities find equal overlaps}
    public String identity() {
        long[] sorted = contents.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%d/%d/%x".formatted(length, sorted.length, Arrays.hashCode(sorted));
    }

    /// {@return the first overlap of a prompt with a benchmark; empty if there is none}
    public Optional<Overlap> overlap(String text) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        int[] words = WordHashes.hashes(text);
        Integer same = whole.get(WordHashes.run(words, 0, words.length));
        if (same != null) {
            return Optional.of(overlap(same, text, 0, words.length));
        }
        for (int i = 0; i + length <= words.length; i++) {
            Integer shared = runs.get(WordHashes.run(words, i, i + length));
            if (shared != null) {
                return Optional.of(overlap(shared, text, i, length));
            }
        }
        return Optional.empty();
    }

    private Overlap overlap(int number, String text, int from, int count) {
        return new Overlap(names.get(number), String.join(" ", Words.of(text).subList(from, from + count)));
    }
}
