package sao.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// Several rows concatenated into one, so that short rows are computed in one pass. Rows do not attend to
/// each other, and there is no padding.
///
/// @param rows at least one
public record PackedRow(List<AnswerRow> rows) {
    public PackedRow {
        rows = List.copyOf(rows);
    }

    /// {@return the parts of each packed row, in the order given: as many as fit, at least one}
    ///
    /// @param <T> type of a part
    /// @param parts of one batch
    /// @param size gives the number of tokens of a part
    /// @param tokens maximum number of tokens of a packed row
    public static <T> List<List<T>> pack(List<T> parts, ToIntFunction<T> size, int tokens) {
        List<List<T>> packs = new ArrayList<>();
        int left = 0;
        for (T part : parts) {
            int needed = size.applyAsInt(part);
            if (packs.isEmpty() || needed > left) {
                packs.add(new ArrayList<>());
                left = tokens;
            }
            packs.getLast().add(part);
            left -= needed;
        }
        return packs;
    }

    /// {@return `[N]`, the tokens}
    int[] ids() {
        return joined(AnswerRow::ids);
    }

    /// {@return `[N]`, each token's position in its own sequence}
    int[] positions() {
        return joined(AnswerRow::positions);
    }

    /// {@return `[M]`, the answer tokens}
    int[] targets() {
        return joined(AnswerRow::targets);
    }

    /// {@return `[M]`, for each answer token the index of the token whose hidden state predicts it}
    int[] predicting() {
        List<Integer> starts = starts();
        return IntStream.range(0, rows.size())
                .boxed()
                .flatMapToInt(i -> IntStream.of(rows.get(i).predicting()).map(place -> place + starts.get(i)))
                .toArray();
    }

    /// {@return the index of the first token of each row}
    List<Integer> starts() {
        List<Integer> starts = new ArrayList<>();
        int at = 0;
        for (AnswerRow row : rows) {
            starts.add(at);
            at += row.size();
        }
        return starts;
    }

    private int[] joined(Function<AnswerRow, int[]> part) {
        return rows.stream().map(part).flatMapToInt(IntStream::of).toArray();
    }
}
