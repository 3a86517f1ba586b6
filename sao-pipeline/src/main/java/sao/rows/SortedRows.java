package sao.rows;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import sao.database.Database;
import sao.database.LedgerFile;

/// Rows in the order of their ids. Only their numbers are held in memory, and each row is read in a
/// transaction of its own, so that a run can write meanwhile.
///
/// @param <T> what is made of a row
final class SortedRows<T> implements Iterator<T> {
    private final LedgerFile file;
    private final Database database;
    private final long recipe;
    private final Query<T> query;
    private final long[] keys;
    private int next;

    /// How rows are read.
    ///
    /// @param keys SQL for the sorted numbers of the rows of a recipe
    /// @param one SQL for the row of a recipe and a number
    /// @param read makes something of it
    record Query<T>(String keys, String one, Database.Row<T> read) {}

    SortedRows(LedgerFile file, Database database, long recipe, Query<T> query) {
        this.file = file;
        this.database = database;
        this.recipe = recipe;
        this.query = query;
        this.keys = file.ask(this::keys);
    }

    /// The database sorts.
    private long[] keys() throws SQLException {
        long[][] sorted = {new long[1 << 10]};
        int[] size = {0};
        database.each(
                query.keys(),
                row -> {
                    if (size[0] == sorted[0].length) {
                        sorted[0] = Arrays.copyOf(sorted[0], 2 * size[0]);
                    }
                    sorted[0][size[0]++] = row.getLong(1);
                },
                recipe);
        return Arrays.copyOf(sorted[0], size[0]);
    }

    @Override
    public boolean hasNext() {
        return next < keys.length;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long key = keys[next++];
        return file.ask(() -> database.first(query.one(), query.read(), recipe, key))
                .orElseThrow(() -> new IllegalStateException("row %d was deleted meanwhile".formatted(key)));
    }
}
