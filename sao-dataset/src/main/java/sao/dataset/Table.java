package sao.dataset;

import java.util.List;
import java.util.function.Function;

/// The row type and the columns of a dataset.
///
/// @param name name of the row type, such as `preference_pair`
/// @param text description of the rows in the dataset card, one sentence
/// @param id returns a row's content id; rows are in the order of their ids
/// @param columns the columns, in order
/// @param <T> type of a row
record Table<T>(String name, String text, Function<T, String> id, List<Column<T>> columns) {
    Table {
        columns = List.copyOf(columns);
    }
}
