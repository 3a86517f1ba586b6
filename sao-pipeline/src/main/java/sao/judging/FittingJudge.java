package sao.judging;

import java.util.List;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.ContextOverflowException;
import sao.error.RequestRejectedException;

/// A judge that returns [Judgment.Unreadable] if the judge prompt exceeds the context of its model or if the model
/// rejects the request. The wrapped judge throws an exception in these cases.
///
/// @param judge wrapped judge, called for each judgment
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
        } catch (RequestRejectedException e) {
            return new Judgment.Unreadable("request_rejected", e.problem());
        }
    }

    @Override
    public Ranking.Rule rankingRule() {
        return judge.rankingRule();
    }

    @Override
    public Judge repeated() {
        return new FittingJudge(judge.repeated());
    }
}
