package sao.audit;

import sao.domain.Judgment;
import sao.domain.Response;

/// A probe with the judgment of a judge, the better response in the first position.
record JudgedProbe(Probe probe, Judgment judgment) {
    /// {@return whether the lengths of both responses differ by at most 25 %}
    boolean matched() {
        return matched(probe.good(), probe.bad());
    }

    /// {@return whether the lengths of two responses differ by at most 25 %}
    static boolean matched(Response first, Response second) {
        return first.matchesLengthOf(second);
    }

    /// {@return the length of a response, code points}
    static int length(Response response) {
        return response.length();
    }
}
