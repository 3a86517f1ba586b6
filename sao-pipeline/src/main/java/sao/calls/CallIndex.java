package sao.calls;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sao.database.CommitThread;
import sao.database.Database;

/// Finds calls by the content ids of their requests.
///
/// Ids are digests, so each new one belongs to a random page of the index; writing it at once would write a
/// page for every call. Therefore the ids of the latest calls are kept in memory and written in batches sorted by
/// id. When a file is opened, the ids that were not written yet are read from the calls themselves.
public final class CallIndex implements CommitThread.CommitListener {
    private static final int FEWEST_TO_FOLD = 1 << 14;
    private static final int MOST_TO_FOLD = 1 << 17;

    /// A content id as two numbers.
    private record Id(long high, long low) implements Comparable<Id> {
        static Id of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Id(buffer.getLong(), buffer.getLong());
        }

        byte[] bytes() {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(high)
                    .putLong(low)
                    .array();
        }

        @Override
        public int compareTo(Id other) {
            int order = Long.compareUnsigned(high, other.high);
            return order == 0 ? Long.compareUnsigned(low, other.low) : order;
        }
    }

    private final Map<Id, Long> latest = new ConcurrentHashMap<>();
    private List<Id> folding = List.of();
    private long folded;
    private long last;

    public CallIndex(Database database) throws SQLException {
        folded = database.first("SELECT last_call FROM call_index", row -> row.getLong(1))
                .orElse(0L);
        last = folded;
        database.each(
                "SELECT number, id FROM calls WHERE number > ? ORDER BY number",
                row -> {
                    last = row.getLong(1);
                    latest.put(Id.of(row.getBytes(2)), last);
                },
                folded);
    }

    /// {@return the number of a call that was committed; for any thread}
    public Optional<Long> find(Database reading, byte[] id) throws SQLException {
        Long recent = latest.get(Id.of(id));
        return recent == null
                ? reading.first("SELECT call FROM call_ids WHERE id = ?", row -> row.getLong(1), id)
                : Optional.of(recent);
    }

    /// {@return the number for a new call; for the writer's thread}
    long add(byte[] id) {
        latest.put(Id.of(id), ++last);
        return last;
    }

    /// Writes the latest ids, if they have become many; for the writer's thread, before it commits. The more
    /// there are in the index already, the more are written at once.
    @Override
    public void beforeCommit(Database database) throws SQLException {
        if (last - folded < Math.clamp(folded / 32, FEWEST_TO_FOLD, MOST_TO_FOLD)) {
            return;
        }
        folding = new ArrayList<>(latest.keySet());
        folding.sort(null);
        for (Id id : folding) {
            Long number = latest.get(id);
            if (number != null) {
                database.execute("INSERT INTO call_ids VALUES(?, ?)", id.bytes(), number);
            }
        }
        database.execute("UPDATE call_index SET last_call = ?", last);
        folded = last;
    }

    /// Forgets what was written; for the writer's thread, after it committed.
    @Override
    public void committed() {
        folding.forEach(latest::remove);
        folding = List.of();
    }
}
