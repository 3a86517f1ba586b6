/// Preference pairs as files that other tools read: JSON lines and Parquet in TRL's conversational
/// preference type, with a dataset card; and such files, of whoever wrote them, as rows to train on. Knows
/// nothing of models or training; of a ledger it takes the rows that are handed to it.
///
/// **Threads.** A file is one thread's work from first row to last; nothing here is shared.
///
/// **Ownership.** A folder given to [sao.dataset.PreferenceDataset] gets files of fixed names; each appears
/// complete or not at all. What else lies there is left alone.
@NullMarked
package sao.dataset;

import org.jspecify.annotations.NullMarked;
