package sao.audit;

import sao.domain.Judgment;
import sao.domain.Response;

/// A probe with the judgment of a judge, the better response in the first position.
record JudgedProbe(Probe probe, Judgment judgment) {
    /// Maximum ratio of the lengths of two responses of matched length.
    static final double MATCHED = 1.25;

    /// {@return whether the lengths of both responses differ by at most 25 %}
    boolean matched() {
        return matched(probe.good(), probe.bad());
    }

    /// {@return whether the lengths of two responses differ by at most 25 %}
    static boolean matched(Response first, Response second) {
        int one = length(first);
        int other = length(second);
        return Math.max(one, other) <= MATCHED * Math.min(one, other);
    }

    /// {@return the length of a response, code points}
    static int length(Response response) {
        return response.text().codePointCount(0, response.text().length());
    }
}
