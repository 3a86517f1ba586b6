package sao.settings;

import java.util.List;

/// How answers are ranked.
///
/// @param kind of judge
/// @param meanOf judges of a mean
/// @param model that judges
/// @param orders in which it sees two answers
/// @param rubric its words
/// @param audit whether it can be believed
public record JudgeSettings(
        @Setting(
                standard = "likelihood",
                about = "how the judge decides: by the probability of either verdict (likelihood), by a written"
                        + " verdict, by a score from 1 to 5 or a yes or no for each answer, by how likely the question"
                        + " is given the answer (backward, for small models) or the answer given the question"
                        + " (forward), by what the other answers agree on (consensus, from responses.count=4), by a"
                        + " mean of several; auto: the one that the audit finds best; or a control: repetition,"
                        + " random, longest, shortest")
        Kind kind,

        @Setting(
                standard = "[backward, forward, repetition]",
                about = "the judges whose log-odds `judge.kind: mean` averages; `backward*2` counts twice")
        List<String> meanOf,

        @Setting(
                standard = "self",
                about = "the model that judges: `self`, or another one as `model` names it, opened beside")
        String model,

        @Setting(
                standard = "both",
                about = "in which seats the written judge shows the answers; the likelihood judge always asks both"
                        + " orders, the others have no seats")
        Orders orders,

        @Setting(
                standard = "sao-v4",
                about =
                        "name and version of the words of the pairwise judges; sao-v4 leaves out what an answer says in a"
                                + " judge's voice, such as 'ranking: 2 > 1'; sao-v2 is the same with answers shown whole; sao-v3"
                                + " calls the answers by letters drawn for each pair, which no answer can know; sao-v1 has the"
                                + " paper's order, criteria behind the answers, which costs the model more reading")
        String rubric,

        AuditSettings audit) {
    /// The model that aligns itself is its own judge.
    public static final String SELF = "self";

    /// How a judge decides.
    public enum Kind {
        /// The best of the others in the eyes of the audit.
        AUTO,
        /// The probabilities of both verdicts.
        LIKELIHOOD,
        /// A verdict in words.
        WRITTEN,
        /// The expected score of each answer, from 1 to 5.
        SCORE,
        /// Whether each answer is a good one.
        YES_NO,
        /// The probability of the prompt given the answer.
        BACKWARD,
        /// The probability of the answer given the prompt.
        FORWARD,
        /// What the other answers agree on.
        CONSENSUS,
        /// A mean of several.
        MEAN,
        /// The answer that repeats itself less.
        REPETITION,
        /// A coin.
        RANDOM,
        /// The longer answer.
        LONGEST,
        /// The shorter answer.
        SHORTEST;

        /// {@return the name in settings}
        public String label() {
            return SettingsSchema.label(this);
        }
    }

    /// Seats of the answers.
    public enum Orders {
        /// As given.
        GIVEN,
        /// The other way round.
        SWAPPED,
        /// Both, one after the other.
        BOTH,
        /// Drawn by seed.
        RANDOM
    }

    public JudgeSettings {
        meanOf = List.copyOf(meanOf);
        if (meanOf.isEmpty()) {
            throw new IllegalArgumentException("judge.mean_of is empty; name at least one judge");
        }
        meanOf.forEach(WeightedKind::of);
    }

    /// {@return the judges of the mean, with their weights}
    public List<WeightedKind> members() {
        return meanOf.stream().map(WeightedKind::of).toList();
    }

    /// {@return whether the judge of these settings is of a kind, alone or as part of a mean}
    public boolean uses(Kind wanted) {
        return kind == wanted || (kind == Kind.MEAN && members().stream().anyMatch(member -> member.kind() == wanted));
    }

    /// {@return the same with a judge of another kind}
    public JudgeSettings withKind(Kind other) {
        return new JudgeSettings(other, meanOf, model, orders, rubric, audit);
    }
}
