package sao.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sao.schema.Aliased;
import sao.schema.Setting;
import sao.schema.SettingsSchema;
import sao.schema.WeightedName;
import sao.verdict.SeatOrder;

/// How responses are ranked.
///
/// @param kind of judge
/// @param meanOf judges of a mean
/// @param copelandOf judge whose comparisons the Copeland judge counts
/// @param model that judges
/// @param orders in which it is shown two responses
/// @param rubric name and version of its instructions
/// @param audit how its accuracy is measured
public record JudgeSettings(
        @Setting(
                standard = "likelihood",
                about = "how the judge decides: by the probabilities of both verdicts (likelihood), by a written"
                        + " verdict, by a score from 1 to 5 or yes-no for each response, by the probability of the prompt"
                        + " given the response (backward, for small models) or of the response given the prompt"
                        + " (forward), by the shift of the response's probability under a hint that the model writes for"
                        + " the prompt (hint), by grades under criteria that the run's start model writes for the prompt"
                        + " (rubric), by agreement with the other responses (consensus, from responses.count=4), by a"
                        + " mean of several, by comparisons won among more than two responses (copeland); auto: the most"
                        + " accurate one in the audit; or a control: repetition, ended (prefers an answer that"
                        + " ended to one that reached the token limit), random (also called coin), longest, shortest")
        Kind kind,

        @Setting(
                standard = "[backward, forward, repetition]",
                about =
                        "the judges whose log-odds `judge.kind: mean` averages; `backward*2` counts twice; with `ended*2` an"
                                + " answer that reached the token limit counts as worse by ln 9 nats, twice")
        List<String> meanOf,

        @Setting(
                standard = "likelihood",
                choices = {"likelihood", "written"},
                about = "the judge whose comparisons `judge.kind: copeland` counts")
        Kind copelandOf,

        @Setting(standard = "self", about = "the model that judges: `self`, or another model, named as in `model`")
        String model,

        @Setting(
                standard = "both",
                about = "in which order the written judge shows the responses; the likelihood judge always uses both"
                        + " orders, the others show one response at a time")
        SeatOrder orders,

        @Setting(
                standard = "sao-v4",
                about =
                        "name and version of the instructions of the pairwise judges; sao-v4 removes text in the form of"
                                + " a verdict from responses, such as 'ranking: 2 > 1'; sao-v2 is the same with whole responses;"
                                + " sao-v3 names the responses by letters drawn for each pair, which no response can know; sao-v1"
                                + " has the paper's order, criteria after the responses, which costs more prefill")
        String rubric,

        Audit audit) {
    /// The model that aligns itself is its own judge.
    public static final String SELF = "self";

    /// How a judge decides.
    public enum Kind implements Aliased {
        /// The most accurate of the others in the audit.
        AUTO,
        /// The probabilities of both verdicts.
        LIKELIHOOD,
        /// A generated verdict.
        WRITTEN,
        /// The expected score of each response, from 1 to 5.
        SCORE,
        /// Whether each response is good.
        YES_NO,
        /// The probability of the prompt given the response.
        BACKWARD,
        /// The probability of the response given the prompt.
        FORWARD,
        /// The shift of the probability of the response under a hint for the prompt.
        HINT,
        /// The expected grade of each response, from 1 to 5, under criteria for the prompt.
        RUBRIC,
        /// Agreement with the other responses.
        CONSENSUS,
        /// A mean of several.
        MEAN,
        /// The comparisons that a response wins against all others.
        COPELAND,
        /// The answer that repeats itself less.
        REPETITION,
        /// The answer that ended, not the one that was truncated.
        ENDED,
        /// A random verdict; `coin` in settings, too.
        RANDOM,
        /// The longer answer.
        LONGEST,
        /// The shorter answer.
        SHORTEST;

        /// {@return the name in settings}
        public String label() {
            return SettingsSchema.label(this);
        }

        @Override
        public List<String> aliases() {
            return this == RANDOM ? List.of("coin") : List.of();
        }

        /// {@return whether a text is the label or an alias of this kind}
        public boolean isNamed(String text) {
            return SettingsSchema.isNamed(this, text);
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
        return new JudgeSettings(other, meanOf, copelandOf, model, orders, rubric, audit);
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
                    about = "pairs of known order made from the run's own responses; 0 turns the audit off")
            int probes) {}

    /// A judge in a mean of several.
    ///
    /// @param kind of judge
    /// @param weight how much its log-odds count, above 0
    public record Member(JudgeSettings.Kind kind, double weight) {
        private static final Set<JudgeSettings.Kind> NOT_AVERAGED =
                EnumSet.of(JudgeSettings.Kind.AUTO, JudgeSettings.Kind.MEAN, JudgeSettings.Kind.COPELAND);

        /// {@return the judge that a text such as `backward*2` names}
        ///
        /// @throws IllegalArgumentException if it names none
        static Member of(String text) {
            WeightedName named = WeightedName.of("judge.mean_of", text, names());
            return new Member(kind(named.name()), named.weight());
        }

        private static List<String> names() {
            return Arrays.stream(JudgeSettings.Kind.values())
                    .filter(kind -> !NOT_AVERAGED.contains(kind))
                    .flatMap(kind -> Stream.concat(Stream.of(kind.label()), kind.aliases().stream()))
                    .toList();
        }

        private static JudgeSettings.Kind kind(String label) {
            return Arrays.stream(JudgeSettings.Kind.values())
                    .filter(kind -> kind.isNamed(label))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
