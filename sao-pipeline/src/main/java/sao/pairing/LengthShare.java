package sao.pairing;

import sao.domain.Judgment;
import sao.domain.PreferencePair;
import sao.domain.Response;
import sao.statistics.WilsonProportion;

/// Counts how often the longer of two responses is the better one. Lengths are in code points; responses of equal
/// length are not counted, a tie counts half. Thread-safe.
public final class LengthShare {
    private double longer;
    private int of;

    /// Counts a judgment, unless it is unreadable.
    public synchronized void add(Match match) {
        switch (match.judgment()) {
            case Judgment.Ranked ranked ->
                add(length(match.first()), length(match.second()), ranked.firstWins() ? 1 : 0);
            case Judgment.Tied _ -> add(length(match.first()), length(match.second()), 0.5);
            case Judgment.Unreadable _ -> {}
        }
    }

    /// Counts a selected pair.
    public synchronized void add(PreferencePair pair) {
        add(length(pair.chosen().text()), length(pair.rejected().text()), 1);
    }

    private void add(int first, int second, double firstWins) {
        if (first != second) {
            longer += first > second ? firstWins : 1 - firstWins;
            of++;
        }
    }

    /// {@return the share of counted pairs in which the longer response is the better one}
    public synchronized WilsonProportion share() {
        return new WilsonProportion(longer, of);
    }

    private static int length(Response response) {
        return length(response.text());
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
