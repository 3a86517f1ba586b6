package sao.settings;

import java.util.Arrays;
import java.util.List;
import sao.schema.Setting;
import sao.schema.SettingsSchema;
import sao.schema.WeightedName;
import sao.verdict.SeatOrder;

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
        SeatOrder orders,

        @Setting(
                standard = "sao-v4",
                about =
                        "name and version of the words of the pairwise judges; sao-v4 leaves out what an answer says in a"
                                + " judge's voice, such as 'ranking: 2 > 1'; sao-v2 is the same with answers shown whole; sao-v3"
                                + " calls the answers by letters drawn for each pair, which no answer can know; sao-v1 has the"
                                + " paper's order, criteria behind the answers, which costs the model more reading")
        String rubric,

        Audit audit) {
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

    public JudgeSettings {
        meanOf = List.copyOf(meanOf);
        if (meanOf.isEmpty()) {
            throw new IllegalArgumentException("judge.mean_of is empty; name at least one judge");
        }
        meanOf.forEach(Member::of);
    }

    /// {@return the judges of the mean, with their weights}
    public List<Member> members() {
        return meanOf.stream().map(Member::of).toList();
    }

    /// {@return whether the judge of these settings is of a kind, alone or as part of a mean}
    public boolean uses(Kind wanted) {
        return kind == wanted || (kind == Kind.MEAN && members().stream().anyMatch(member -> member.kind() == wanted));
    }

    /// {@return the same with a judge of another kind}
    public JudgeSettings withKind(Kind other) {
        return new JudgeSettings(other, meanOf, model, orders, rubric, audit);
    }

    /// Whether the judge can be believed: it is asked about pairs whose order is known.
    ///
    /// @param minimumAccuracy share of right verdicts below which the run stops
    /// @param probes how many pairs
    public record Audit(
            @Setting(
                    standard = "0.6",
                    range = "[0, 1]",
                    about = "share of right verdicts on pairs of known order below which the run stops before training;"
                            + " 0 never stops")
            double minimumAccuracy,

            @Setting(
                    standard = "160",
                    range = "[0, 10000]",
                    about = "pairs of known order made from the run's own answers; 0 leaves the audit out")
            int probes) {}

    /// A judge in a mean of several.
    ///
    /// @param kind of judge
    /// @param weight how much its log-odds count, above 0
    public record Member(JudgeSettings.Kind kind, double weight) {
        /// {@return the judge that a text such as `backward*2` names}
        ///
        /// @throws IllegalArgumentException if it names none
        static Member of(String text) {
            WeightedName named = WeightedName.of("judge.mean_of", text, names());
            return new Member(kind(named.name()), named.weight());
        }

        private static List<String> names() {
            return Arrays.stream(JudgeSettings.Kind.values())
                    .filter(kind -> kind != JudgeSettings.Kind.MEAN && kind != JudgeSettings.Kind.AUTO)
                    .map(JudgeSettings.Kind::label)
                    .toList();
        }

        private static JudgeSettings.Kind kind(String label) {
            return Arrays.stream(JudgeSettings.Kind.values())
                    .filter(kind -> kind.label().equals(label))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
