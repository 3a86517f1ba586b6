package sao.export;

/// Text of unknown origin, such as the name of a model, inside Markdown: shown as it is, never as HTML, a link or
/// markup.
public final class MarkdownText {
    private MarkdownText() {}

    /// {@return the text on one line, with the characters escaped that HTML and Markdown interpret}
    public static String escaped(String text) {
        return text.replaceAll("\\s+", " ")
                .strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[\\\\`*\\[\\]|]", "\\\\$0");
    }
}
