package sao.pairtraining;

import java.util.List;
import java.util.Optional;

/// The pairs of a file.
///
/// @param rows that can be trained, in the order of the file
/// @param heldOut rows of a separate file on which the training is measured; empty without such a file
/// @param severalTurns number of other rows, whose answers differ in more than one message
public record GivenPairs(List<PreferenceRow> rows, Optional<List<PreferenceRow>> heldOut, int severalTurns) {
    public GivenPairs {
        rows = List.copyOf(rows);
        heldOut = heldOut.map(List::copyOf);
    }
}
