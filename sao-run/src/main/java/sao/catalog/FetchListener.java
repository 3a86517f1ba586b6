package sao.catalog;

/// Receives progress messages while a model is downloaded.
public interface FetchListener {
    /// Receives a message for the user before the step that it describes.
    ///
    /// @param sentence the message
    void says(String sentence);

    /// {@return a listener that ignores all messages}
    static FetchListener silent() {
        return _ -> {};
    }
}
