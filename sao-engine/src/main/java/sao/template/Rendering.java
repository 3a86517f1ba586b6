package sao.template;

import java.time.Clock;
import sao.error.SaoException;

/// One rendering of a template: where it is, and how much it may still do. A template is a program of
/// unknown origin, so its work, its output and its depth are bounded.
final class Rendering {
    /// Far beyond what any conversation needs: one unit is a step or a handled character.
    private static final long MOST_WORK = 20_000_000;

    private static final int DEEPEST = 100;

    private final Clock clock;
    private long work;
    private int depth;
    private int line = 1;

    Rendering(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    void at(int newLine) {
        line = newLine;
        work(1);
    }

    /// Counts work before it is done.
    ///
    /// @throws SaoException if it is too much
    void work(long units) {
        work += Math.max(0, units);
        if (work > MOST_WORK || work < 0) {
            throw fail("it does more than %d steps".formatted(MOST_WORK));
        }
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw fail("calls are nested deeper than %d".formatted(DEEPEST));
        }
    }

    void leave() {
        depth--;
    }

    /// {@return the failure to throw}
    SaoException fail(String problem) {
        return new SaoException(
                "The chat template failed at line %d: %s.".formatted(line, problem),
                "Give the conversation the form that the model's template expects, or give another template.");
    }
}
