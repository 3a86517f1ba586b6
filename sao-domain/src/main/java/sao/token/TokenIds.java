package sao.token;

import java.util.Arrays;
import java.util.List;

/// An immutable sequence of token ids of one tokenizer.
public final class TokenIds {
    private static final TokenIds EMPTY = new TokenIds(new int[0]);

    private final int[] ids;

    private TokenIds(int[] ids) {
        this.ids = ids;
    }

    /// {@return the sequence of these ids, copied}
    public static TokenIds of(int... ids) {
        return ids.length == 0 ? EMPTY : new TokenIds(ids.clone());
    }

    /// {@return the sequence of these ids, copied}
    public static TokenIds of(List<Integer> ids) {
        return new TokenIds(ids.stream().mapToInt(Integer::intValue).toArray());
    }

    /// {@return the number of tokens}
    public int size() {
        return ids.length;
    }

    /// {@return the id at a position, from 0}
    ///
    /// @throws IndexOutOfBoundsException if there is no such position
    public int get(int position) {
        return ids[position];
    }

    /// {@return a copy of the ids}
    public int[] toArray() {
        return ids.clone();
    }

    /// {@return the tokens from `start` (inclusive) to `end` (exclusive)}
    public TokenIds slice(int start, int end) {
        return new TokenIds(Arrays.copyOfRange(ids, start, end));
    }

    /// {@return this sequence followed by another}
    public TokenIds then(TokenIds other) {
        int[] joined = Arrays.copyOf(ids, ids.length + other.ids.length);
        System.arraycopy(other.ids, 0, joined, ids.length, other.ids.length);
        return new TokenIds(joined);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenIds that && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return Arrays.toString(ids);
    }
}
