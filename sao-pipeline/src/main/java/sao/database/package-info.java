/// The database file of a ledger: its tables and their versions, connections for reading, and the one thread
/// that writes. Every row carries a digest of its values and every table the sum of its rows' digests, written
/// in the same transaction. Knows nothing of what the rows mean.
///
/// **Threads.** A [sao.database.Database] belongs to one thread at a time. A [sao.database.CommitThread] and a
/// [sao.database.ReaderPool] may be used from any thread. A [sao.database.RowWriter] is used on the thread that
/// commits.
///
/// **Ownership.** The caller that opens a connection, a pool or a thread closes it. No argument may be null
/// unless it is a value of a column, and no method returns null.
@NullMarked
package sao.database;

import org.jspecify.annotations.NullMarked;
