package sao.stage;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import sao.assembly.Judges;
import sao.audit.JudgeNoise;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.domain.AnsweredPrompt;
import sao.domain.PreferencePair;
import sao.judging.Judge;
import sao.progress.GuardException;
import sao.progress.StageMeter;
import sao.progress.Wording;
import sao.result.MeasuredShare;
import sao.result.RoundResult.MeasuredNoise;
import sao.rows.RoundStage;
import sao.statistics.WilsonProportion;
import sao.synthesis.Synthesis;

/// Measures the noise of a round's judge, and stops the run if no pair has a larger margin.
///
/// @param context with the judge of the round
/// @param model that the judge calls; still owned by the caller
public record NoiseStage(RoundContext context, ChatModel model) {
    /// {@return the noise of the judge on responses of the run}
    ///
    /// @param synthesis supplies the responses
    public JudgeNoise measure(Synthesis synthesis) {
        int most = context.settings().judge().audit().noisePairs();
        ChatModel remembering = context.ledger().remembering(model, CallPurpose.AUDIT, context.round());
        Judge judge = Judges.ofPairs(context.settings(), remembering);
        if (most == 0 || !JudgeNoise.varies(judge)) {
            return new JudgeNoise(0, 0, 0);
        }
        AtomicInteger done = new AtomicInteger();
        AtomicInteger total = new AtomicInteger();
        try (StageMeter _ = context.begin(RoundStage.AUDIT, "repeated verdicts", done::get, total::get)) {
            List<AnsweredPrompt> pairs = JudgeNoise.pairs(
                    SynthesisStage.stoppedByGuard(() -> synthesis.sample(context.ledger(), context.round(), 2 * most)),
                    most);
            total.set(JudgeNoise.REPETITIONS * pairs.size());
            return JudgeNoise.measure(judge, pairs, new BoundedConcurrency(model.concurrency(), done::incrementAndGet));
        }
    }

    /// Records the noise, states it, and stops the run if every margin is smaller than the margin that noise exceeds.
    ///
    /// @param noise of the judge; nothing is done if nothing was repeated
    /// @param pairs of the round
    /// @throws GuardException if no pair has a larger margin, the audit may stop the run, and the request does not
    ///     force
    public void decide(JudgeNoise noise, List<PreferencePair> pairs) {
        if (noise.pairs() == 0) {
            return;
        }
        int within = Math.toIntExact(
                pairs.stream().filter(pair -> pair.margin() < noise.margin()).count());
        record(noise, new WilsonProportion(within, pairs.size()));
        String measured = words(noise);
        boolean stops = context.settings().judge().audit().minimumAccuracy() > 0;
        if (within < pairs.size() || pairs.isEmpty() || noise.deviation() == 0) {
            context.progress()
                    .say("%s %d of %d pairs have a smaller margin.".formatted(measured, within, pairs.size()));
            return;
        }
        double largest =
                pairs.stream().mapToDouble(PreferencePair::margin).max().orElseThrow();
        String problem = String.format(
                Locale.ROOT,
                "%s All %d pairs have a smaller margin, at most %.2f nats, so their order is noise.",
                measured,
                pairs.size(),
                largest);
        if (stops && !context.request().force()) {
            throw new GuardException(
                    problem,
                    "Choose another judge (judge.kind; `sao judge DIR --kinds all` compares them) or a larger judge model"
                            + " (judge.model), raise responses.count, or run again with --force.");
        }
        context.progress().say("Warning: " + problem);
    }

    private void record(JudgeNoise noise, WilsonProportion within) {
        String judge = Judges.ofPairs(context.settings(), model).name();
        context.ledger()
                .current(context.round())
                .result(new MeasuredNoise(
                        judge,
                        noise.deviation(),
                        noise.margin(),
                        noise.pairs(),
                        noise.repetitions(),
                        MeasuredShare.of(within)));
    }

    private static String words(JudgeNoise noise) {
        return String.format(
                Locale.ROOT,
                "Judge noise: with other random words around the texts its log-odds vary by %.3f nats (standard deviation, %d pairs, %d judgments each); a margin under %.2f nats has the wrong sign with probability over %s.",
                noise.deviation(),
                noise.pairs(),
                noise.repetitions(),
                noise.margin(),
                Wording.percent(0.05));
    }
}
