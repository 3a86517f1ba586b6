package sao.settings;

/// Whether the judge can be believed: it is asked about pairs whose order is known.
///
/// @param minimumAccuracy share of right verdicts below which the run stops
/// @param probes how many pairs
public record AuditSettings(
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
