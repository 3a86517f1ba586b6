package sao.pairtraining;

import java.util.List;

/// The pairs of a file.
///
/// @param rows that can be trained, in the order of the file
/// @param severalTurns rows that cannot, because their answers differ in more than one message
public record GivenPairs(List<PreferenceRow> rows, int severalTurns) {
    public GivenPairs {
        rows = List.copyOf(rows);
    }
}
