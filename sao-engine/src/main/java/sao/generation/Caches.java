package sao.generation;

import java.util.List;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;
import sao.kernel.RowWorkers;

/// Where keys and values of the sequences of a lane lie, and how their new tokens see them: the processor reads the
/// memory of each sequence, a graphics card all of them by one set of operators.
///
/// Engine thread only. Owned by whoever made it.
sealed interface Caches extends AutoCloseable permits ContiguousCaches, PagedCaches {
    /// {@return the form for the device of the settings, which is this thread's}
    ///
    /// @param workers share the rows of attention on the processor; they stay the caller's
    static Caches of(CausalLanguageModel model, EngineSettings settings, RowWorkers workers) {
        return settings.device().isProcessor() ? new ContiguousCaches(model, workers) : PagedCaches.of(model, settings);
    }

    /// {@return an empty cache, the caller's}
    ///
    /// @param tokens how many positions it has room for
    KeyValueCache withRoom(int tokens);

    /// {@return attention of one new token of each sequence}
    ///
    /// @param caches of the sequences, of this form, at least one
    /// @param rows of the pass: what is beyond the sequences is padding
    Attention decoding(List<KeyValueCache> caches, int rows);

    /// {@return attention of pieces of prompts}
    ///
    /// @param pieces of readings whose caches are of this form, at least one
    /// @param rows of the pass
    Attention reading(List<Piece> pieces, int rows);

    /// {@return the sizes of passes over up to `most` answers}
    RowSizes decodingSizes(int most);

    /// {@return the sizes of passes over up to `most` rows of prompts}
    RowSizes readingSizes(int most);

    @Override
    void close();
}
