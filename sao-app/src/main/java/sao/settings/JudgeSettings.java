package sao.settings;

/// How answers are ranked.
///
/// @param kind of judge
/// @param model that judges
/// @param orders in which it sees two answers
/// @param rubric its words
/// @param audit whether it can be believed
public record JudgeSettings(
        @Setting(
                standard = "likelihood",
                about = "how the judge decides: by the probability of either verdict, by a written verdict, by how"
                        + " likely the question is given the answer (for small models), or a control: random,"
                        + " longest, shortest")
        Kind kind,

        @Setting(standard = "self", choices = "self", about = "the model that judges")
        String model,

        @Setting(
                standard = "both",
                about = "in which seats the answers are shown; the likelihood judge always asks both orders")
        Orders orders,

        @Setting(standard = "sao-v1", about = "name and version of the judge's words")
        String rubric,

        AuditSettings audit) {
    /// How a judge decides.
    public enum Kind {
        /// The probabilities of both verdicts.
        LIKELIHOOD,
        /// A verdict in words.
        WRITTEN,
        /// The probability of the prompt given the answer.
        BACKWARD,
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
}
