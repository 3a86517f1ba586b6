package sao.judging;

import java.util.List;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.ContextOverflowException;

/// A judge that has no verdict on what its model's context cannot hold, where the bare judge would fail.
///
/// @param judge who is asked
record FittingJudge(Judge judge) implements Judge {
    @Override
    public String name() {
        return judge.name();
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second) {
        return compare(prompt, first, second, List.of());
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second, List<Response> others) {
        try {
            return judge.compare(prompt, first, second, others);
        } catch (ContextOverflowException e) {
            return new Judgment.Unreadable("does_not_fit", e.problem());
        }
    }

    @Override
    public Judge repeated() {
        return new FittingJudge(judge.repeated());
    }
}
