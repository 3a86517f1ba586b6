package sao.dataset;

import java.util.List;
import java.util.function.Function;

/// What a dataset's files hold.
///
/// @param name of a row's type, such as `preference_pair`
/// @param text what the rows are, a sentence for the card
/// @param id content id of a row: rows are in its order
/// @param columns in their order
/// @param <T> what a row is
record Table<T>(String name, String text, Function<T, String> id, List<Column<T>> columns) {
    Table {
        columns = List.copyOf(columns);
    }
}
