package sao.catalog;

/// Hears what happens while a model is fetched.
public interface FetchListener {
    /// Something to tell the user, before it is done.
    ///
    /// @param sentence for a person
    void says(String sentence);

    /// {@return a listener that does not care}
    static FetchListener silent() {
        return _ -> {};
    }
}
