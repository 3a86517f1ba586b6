package sao.audit;

import sao.domain.Judgment;
import sao.domain.Response;

/// A probe with what a judge said of it, the good response in the first place.
record JudgedProbe(Probe probe, Judgment judgment) {
    /// The longest that one of two responses of matched length may be, in lengths of the other.
    static final double MATCHED = 1.25;

    /// {@return whether both responses have about the same length}
    boolean matched() {
        return matched(probe.good(), probe.bad());
    }

    /// {@return whether two responses have about the same length}
    static boolean matched(Response first, Response second) {
        int one = length(first);
        int other = length(second);
        return Math.max(one, other) <= MATCHED * Math.min(one, other);
    }

    /// {@return the length of a response; code points}
    static int length(Response response) {
        return response.text().codePointCount(0, response.text().length());
    }
}
