package sao.summary;

import java.util.List;
import sao.result.MeasuredShare;

/// Diversity of a run's prompts; `docs/diversity.md` defines the measures.
///
/// @param repetition shares of prompts that repeat an earlier one
/// @param variety other diversity measures, over a sample of the prompts
/// @param coverage coverage of the persona grid by the prompts
/// @param yields share of personas with an accepted prompt, by kind of prompt; empty if the run has one kind
public record PromptSummary(
        List<Repetition> repetition, List<Variety> variety, List<Coverage> coverage, List<Yield> yields) {
    /// The summary of a run without prompts.
    public static final PromptSummary NONE = new PromptSummary(List.of(), List.of(), List.of(), List.of());

    public PromptSummary {
        repetition = List.copyOf(repetition);
        variety = List.copyOf(variety);
        coverage = List.copyOf(coverage);
        yields = List.copyOf(yields);
    }

    /// The share of prompts that repeat an earlier one.
    ///
    /// @param kind `exact` or `near`, of all readable prompts; `kept`, of the accepted prompts
    /// @param share the share, in [0, 1]
    public record Repetition(String kind, MeasuredShare share) {}

    /// A diversity measure over a sample of prompts.
    ///
    /// @param name name of the measure, such as `self_bleu`
    /// @param value the value; `docs/diversity.md` states its unit and range
    /// @param n number of prompts in the sample
    public record Variety(String name, double value, long n) {}

    /// Coverage of one attribute of the persona grid by the accepted prompts.
    ///
    /// @param attribute name of the attribute
    /// @param seen number of values that occur
    /// @param of number of all values
    /// @param evenness entropy of the values divided by its maximum, in [0, 1]
    public record Coverage(String attribute, long seen, long of, double evenness) {}

    /// The yield of one kind of prompt.
    ///
    /// @param kind name of the kind
    /// @param share share of its personas with an accepted prompt, in [0, 1]
    public record Yield(String kind, MeasuredShare share) {}
}
