package sao.text;

/// The version of the rules of this package. The prompts and pairs that a round keeps depend on these rules, so
/// the version is part of the recipe digest.
public final class TextRules {
    /// Increased by one when a rule of this package changes its result for any text.
    public static final int VERSION = 1;

    private TextRules() {}
}
