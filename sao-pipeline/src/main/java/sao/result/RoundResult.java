package sao.result;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sao.statistics.MeasuredMean;

/// Something that was measured in a round. [ResultCodec] stores each kind as rows of the ledger's table
/// `evaluations`.
public sealed interface RoundResult {
    /// The share of prompts that repeat an earlier prompt.
    ///
    /// @param kind `exact` or `near`, of all readable prompts; `kept`, of those that were accepted
    record PromptRepetition(String kind, MeasuredShare share) implements RoundResult {}

    /// A diversity figure over a sample of the accepted prompts.
    ///
    /// @param name such as `self_bleu`; definitions in `docs/diversity.md`
    /// @param value in the figure's own unit
    /// @param prompts in the sample
    record PromptDiversity(String name, double value, long prompts) implements RoundResult {}

    /// The part of an attribute of the persona grid that the accepted prompts cover.
    ///
    /// @param attribute its name
    /// @param seen values that occur
    /// @param of values that exist; at least one
    /// @param evenness entropy of the values over the largest possible entropy, in [0, 1]
    /// @param prompts that were accepted
    record AttributeCoverage(String attribute, long seen, long of, double evenness, long prompts)
            implements RoundResult {}

    /// The share of personas asked for a kind of prompt that gave an accepted prompt.
    ///
    /// @param kind name of the kind of prompt
    record KindYield(String kind, MeasuredShare share) implements RoundResult {}

    /// The share of entries of the persona source that could not be read.
    record BrokenPersonas(MeasuredShare share) implements RoundResult {}

    /// The share of responses that a rule flagged.
    ///
    /// @param rule name of the rule, such as `refusal`
    record FlaggedResponses(String rule, MeasuredShare share) implements RoundResult {}

    /// The pairs that training left out.
    ///
    /// @param pairs number of left-out pairs by reason
    /// @param of pairs of the round
    record NotTrained(Map<String, Long> pairs, long of) implements RoundResult {
        public NotTrained {
            pairs = Collections.unmodifiableMap(new TreeMap<>(pairs));
        }

        /// {@return the number of left-out pairs}
        public long total() {
            return pairs.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// A judge's performance on probes.
    ///
    /// @param audit all figures
    /// @param deciding the share that decides whether the judge may be used
    record AuditedJudge(JudgeAudit audit, MeasuredShare deciding) implements RoundResult {}

    /// How often the longer of two responses was the better one, of the pairs of different lengths, in code points.
    ///
    /// @param judged share of all judged pairs in which the longer response won; a tie counts half
    /// @param chosen share of the selected pairs whose chosen response is the longer one
    record LongerResponses(MeasuredShare judged, MeasuredShare chosen) implements RoundResult {}

    /// The noise of the judge that ranked the pairs, measured by repeating judgments with other random words in the
    /// fences of its judge prompts.
    ///
    /// @param judge name of the judge
    /// @param deviation standard deviation of the log-odds of a judgment, nats
    /// @param margin margin whose sign is wrong with probability 5 %, nats
    /// @param repeated number of pairs that were judged repeatedly
    /// @param repetitions number of judgments of each of them
    /// @param within share of the round's pairs with a smaller margin than `margin`
    record MeasuredNoise(
            String judge, double deviation, double margin, int repeated, int repetitions, MeasuredShare within)
            implements RoundResult {}

    /// The share of pairs that the model of the previous round ranks the same way.
    record LabelAgreement(MeasuredShare share) implements RoundResult {}

    /// The prompt sets and judges of the last measurement; results for others are of an earlier measurement.
    ///
    /// @param heldOut whether held-out prompts are one of the prompt sets
    /// @param benchmarks names of the benchmarks
    /// @param judges number of judges; 0 if it is unknown, in ledgers of versions that did not store it
    record MeasuredOn(boolean heldOut, List<String> benchmarks, int judges) implements RoundResult {
        public MeasuredOn {
            benchmarks = List.copyOf(benchmarks);
        }
    }

    /// The trained model's win rate and mean log-odds on a prompt set by one judge.
    ///
    /// @param benchmark name of the benchmark; empty for held-out prompts
    /// @param judge place of the judge in the settings, from 1
    record WinRate(Optional<String> benchmark, int judge, JudgedRate rate) implements RoundResult {}

    /// The length-controlled win rate on a prompt set by one judge, with the answers behind it.
    ///
    /// @param benchmark name of the benchmark; empty for held-out prompts
    /// @param judge place of the judge, from 1
    /// @param share the length-controlled win rate; of no prompt if there were too few
    /// @param start statistics of the start model's answers
    /// @param trained statistics of the trained model's answers
    /// @param compared some answers side by side, with the verdicts of the leading judge; empty for the others
    record LengthControlled(
            Optional<String> benchmark,
            int judge,
            MeasuredShare share,
            AnswerFigures start,
            AnswerFigures trained,
            List<ComparedAnswers> compared)
            implements RoundResult {
        public LengthControlled {
            compared = List.copyOf(compared);
        }
    }

    /// The start model's answers to each prompt against each other, by one judge.
    ///
    /// @param benchmark name of the benchmark; empty for held-out prompts
    /// @param judge place of the judge, from 1
    /// @param share win rate of the one half of the answers against the other
    /// @param logOdds mean log-odds that the answer of the one half is better; of no prompt in ledgers of
    ///     versions that
    ///     did not measure it
    record Control(Optional<String> benchmark, int judge, MeasuredShare share, MeasuredMean logOdds)
            implements RoundResult {}

    /// How often both models follow verifiable constraints.
    ///
    /// @param figures the figures; empty if an earlier measurement of the round no longer holds, because the
    ///     settings do not ask for it any more
    record ConstraintsFollowed(Optional<ConstraintFigures> figures) implements RoundResult {}
}
