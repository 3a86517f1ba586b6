package sao.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sao.assembly.Judges;
import sao.calls.CallPurpose;
import sao.chat.Answer;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.domain.Judgment;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.progress.StageMeter;
import sao.rows.RoundStage;
import sao.summarizer.EvaluationResults;

/// Measures how often the start model of the previous round ranks this round's pairs the same way.
///
/// @param context of the round
/// @param pairs of the round
public record LabelAgreement(RoundContext context, List<PreferencePair> pairs) {
    private static final int MOST = 64;

    /// Judges a sample of the pairs and records the agreement in the ledger.
    ///
    /// @param before the start model of the previous round; still owned by the caller
    public void measure(ChatModel before) {
        Judge judge = Judges.ofPairs(
                        context.settings(),
                        context.ledger().remembering(before, CallPurpose.AGREEMENT, context.round()))
                .fitting();
        List<PreferencePair> sample = sample();
        AtomicInteger done = new AtomicInteger();
        List<Boolean> same;
        try (StageMeter _ = context.begin(RoundStage.AGREEMENT, "verdicts", done::get, sample::size)) {
            same = verdicts(judge, sample, new BoundedConcurrency(before.concurrency(), done::incrementAndGet));
        }
        if (!same.isEmpty()) {
            context.ledger().current(context.round()).result(EvaluationResults.agreement(same));
        }
    }

    /// {@return for each pair with a decided judgment whether the judge prefers the chosen response, in the order
    /// of the
    /// pairs}
    ///
    /// @param judge is asked about each pair once
    /// @param pairs to judge
    /// @param inFlight limits the questions asked at the same time
    static List<Boolean> verdicts(Judge judge, List<PreferencePair> pairs, BoundedConcurrency inFlight) {
        List<Judgment> judgments = inFlight.map(
                pairs,
                pair -> judge.compare(
                        new Prompt(pair.id(), pair.personaId(), pair.prompt()),
                        response(pair, 0, pair.chosen()),
                        response(pair, 1, pair.rejected())));
        List<Boolean> same = new ArrayList<>();
        for (Judgment judgment : judgments) {
            if (judgment instanceof Judgment.Ranked ranked) {
                same.add(ranked.probability() > 0.5);
            }
        }
        return same;
    }

    private List<PreferencePair> sample() {
        int count = Math.min(MOST, pairs.size());
        List<PreferencePair> sample = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sample.add(pairs.get((int) ((long) i * pairs.size() / count)));
        }
        return sample;
    }

    private static Response response(PreferencePair pair, int slot, Answer answer) {
        return new Response("%s/%d".formatted(pair.id(), slot), pair.id(), slot, pair.promptTokens(), answer);
    }
}
