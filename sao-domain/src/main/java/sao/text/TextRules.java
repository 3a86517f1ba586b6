package sao.text;

/// The version of all rules of this package together. What is derived from texts by these rules, such as which
/// prompts and pairs a round keeps, depends on it, so it belongs into the digest of a recipe.
public final class TextRules {
    /// Increased by one whenever a rule of this package gives another result for some text.
    public static final int VERSION = 1;

    private TextRules() {}
}
