package sao.stage;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sao.assembly.Judges;
import sao.assembly.PromptParts;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.control.RandomJudge;
import sao.guide.HintWriter;
import sao.novelty.BenchmarkIndex;
import sao.pairing.PairRules;
import sao.progress.GuardException;
import sao.progress.StageMeter;
import sao.progress.Wording;
import sao.rows.Funnel;
import sao.rows.RoundStage;
import sao.settings.PairSettings;
import sao.settings.ResponseSettings;
import sao.settings.RunSettings;
import sao.synthesis.FailureLimit;
import sao.synthesis.LowYieldException;
import sao.synthesis.RowShare;
import sao.synthesis.Synthesis;
import sao.synthesis.SynthesisParts;
import sao.synthesis.SynthesisSettings;
import sao.synthesis.TooManyFailuresException;
import sao.token.SamplingSettings;
import sao.workspace.FileFormats;

/// Makes preference pairs: personas, prompts, responses, judgments and pairs of one round.
public final class SynthesisStage {
    /// Concurrent rows per concurrent model call, so that some rows generate while others wait for a judgment.
    private static final int ROWS_PER_CALL = 2;

    private final RoundContext context;
    private final ChatModel model;
    private final Synthesis synthesis;

    /// @param start the model that writes prompts and responses; still owned by the caller
    /// @param judge the model that judges; still owned by the caller
    public SynthesisStage(RoundContext context, ChatModel start, ChatModel judge) {
        this(context, start, judge, Optional.empty());
    }

    /// @param start the model that writes prompts and responses; still owned by the caller
    /// @param judge the model that judges; still owned by the caller
    /// @param anchor an earlier model that writes the rejected responses; still owned by the caller
    public SynthesisStage(RoundContext context, ChatModel start, ChatModel judge, Optional<ChatModel> anchor) {
        this.context = context;
        this.model = start;
        SynthesisParts parts = parts(context, start, judge);
        this.synthesis = new Synthesis(
                anchor.map(model -> parts.anchoredBy(
                                context.ledger().remembering(model, CallPurpose.RESPONSES, context.round())))
                        .orElse(parts),
                settings(context, start),
                context.request().force() ? FailureLimit.NONE : FailureLimit.USUAL);
    }

    /// Models by their task.
    ///
    /// @param people writes personas
    /// @param writer writes prompts
    /// @param responder writes responses
    public record Models(ChatModel people, ChatModel writer, ChatModel responder) {}

    /// {@return a synthesis that samples rows for a forecast, without a ledger and without a judge}
    ///
    /// @param refused prompts of benchmarks, which must not be trained on
    /// @param formats that the embedding program supplies
    /// @param warnings receives a message for each persona that cannot be read
    public static Synthesis calibration(
            RunSettings settings,
            Models models,
            BenchmarkIndex refused,
            FileFormats formats,
            Consumer<String> warnings) {
        return new Synthesis(
                new SynthesisParts(
                        PromptParts.personas(settings, formats, warnings),
                        PromptParts.writing(settings, models.people()),
                        models.writer(),
                        models.responder(),
                        new RandomJudge(settings.seed()),
                        "",
                        rules(settings.pairs()),
                        Optional.empty(),
                        hints(settings, models.responder())),
                new SynthesisSettings(
                        settings.seed(),
                        settings.personas().count(),
                        0,
                        settings.prompts().spare(),
                        PromptParts.prompts(settings, refused, false),
                        settings.responses().count(),
                        sampling(settings.responses()),
                        ROWS_PER_CALL * models.responder().concurrency()));
    }

    private static SynthesisParts parts(RoundContext context, ChatModel start, ChatModel judge) {
        RunSettings settings = context.settings();
        return new SynthesisParts(
                PromptParts.personas(
                        settings,
                        context.request().formats(),
                        context.progress()::sayOnce), // an audit reads them again
                PromptParts.writing(
                        settings, context.ledger().remembering(start, CallPurpose.PERSONAS, context.round())),
                context.ledger().remembering(start, CallPurpose.PROMPTS, context.round()),
                context.ledger().remembering(start, CallPurpose.RESPONSES, context.round()),
                Judges.ofPairs(settings, context.ledger().remembering(judge, CallPurpose.JUDGMENTS, context.round())),
                Judges.asksModel(settings.judge(), settings.judge().kind()) ? judge.fingerprint() : "",
                rules(settings.pairs()),
                Optional.empty(),
                hints(settings, context.ledger().remembering(start, CallPurpose.RESPONSES, context.round())));
    }

    /// {@return the writer of hints, if the settings take responses under a hint}
    private static Optional<HintWriter> hints(RunSettings settings, ChatModel model) {
        return settings.responses().source() == ResponseSettings.Source.HINTED
                ? Optional.of(new HintWriter(model, settings.seed()))
                : Optional.empty();
    }

    private static PairRules rules(PairSettings pairs) {
        return new PairRules(
                pairs.minimumMargin(),
                pairs.maximumLengthRatio(),
                pairs.truncated(),
                pairs.flagged(),
                pairs.lengthRho());
    }

    private static SynthesisSettings settings(RoundContext context, ChatModel start) {
        RunSettings settings = context.settings();
        return new SynthesisSettings(
                settings.seed(),
                settings.personas().count(),
                settings.evaluate().heldOut(),
                settings.prompts().spare(),
                PromptParts.prompts(
                        settings,
                        context.benchmarks().refused(),
                        context.request().force()),
                settings.responses().count(),
                sampling(settings.responses()),
                ROWS_PER_CALL * start.concurrency());
    }

    /// {@return the sampling settings of responses, in the synthesis and in the evaluation}
    public static SamplingSettings sampling(ResponseSettings responses) {
        return SamplingSettings.of(responses.temperature(), responses.topP(), responses.maxTokens());
    }

    /// {@return the synthesis, from which responses can be sampled}
    public Synthesis synthesis() {
        return synthesis;
    }

    /// Names what the model cannot do and what is lost, for the user and the record.
    private void reportLimitations() {
        for (String limitation : model.capabilities().limitations()) {
            String notice = "The model lacks " + limitation + ".";
            context.progress().sayOnce(notice);
            context.ledger().event("limitation", Map.of("round", context.round(), "words", notice));
        }
    }

    /// Makes the pairs.
    ///
    /// @return row counts by the last stage reached
    /// @throws GuardException if there is not one pair, if the yield is too low to continue, or if the model
    ///     failed on too many rows
    public Funnel run() {
        long wanted = (long) context.settings().personas().count()
                + context.settings().evaluate().heldOut();
        reportLimitations();
        double before = context.secondsSoFar(RoundStage.PROMPTS);
        StageMeter meter = new StageMeter("synthesis", "rows", () -> decided(synthesis.progress()), () -> wanted)
                .withDetail(() -> words(synthesis.progress()));
        meter.onUpdate(() -> recordProgress(synthesis.progress(), false, before + meter.seconds()));
        Funnel funnel;
        double took;
        try (StageMeter running = context.progress().begin(meter)) {
            funnel = stoppedByGuard(() -> synthesis.run(context.ledger(), context.round()));
            took = before + running.seconds();
        }
        recordProgress(funnel, true, took); // after the meter's last update, whose totals are the targets
        check(funnel, wanted);
        return funnel;
    }

    /// Computes the model calls of a share of the rows and stores them in the ledger.
    ///
    /// @return number of accepted prompts among the share's rows
    /// @throws GuardException if the yield is too low to continue, or if the model failed on too many rows
    public long run(RowShare share) {
        StageMeter meter = new StageMeter("synthesis", "rows", () -> decided(synthesis.progress()), () -> 0)
                .withDetail(() -> words(synthesis.progress()));
        try (StageMeter _ = context.progress().begin(meter)) {
            return stoppedByGuard(() -> synthesis.run(context.ledger(), share));
        }
    }

    /// {@return the action's result}
    ///
    /// @throws GuardException if too many rows failed, or if the yield is too low
    static <T> T stoppedByGuard(Supplier<T> action) {
        try {
            return action.get();
        } catch (TooManyFailuresException | LowYieldException e) {
            throw new GuardException(e.problem(), e.remedy());
        }
    }

    private static long decided(Funnel funnel) {
        return funnel.prompts() - funnel.heldOut() > 0 || funnel.heldOut() > 0
                ? funnel.heldOut() + funnel.pairs() + droppedAfterPrompts(funnel)
                : 0;
    }

    private static long droppedAfterPrompts(Funnel funnel) {
        long dropped =
                funnel.dropped().values().stream().mapToLong(Long::longValue).sum();
        return dropped - (funnel.personas() - funnel.prompts());
    }

    private static String words(Funnel funnel) {
        return "%d prompts (yield %s), %d answers, %d judged, %d pairs"
                .formatted(funnel.prompts(), yieldOf(funnel), funnel.responses(), funnel.judgments(), funnel.pairs());
    }

    /// {@return the share of the personas drawn whose prompt was accepted}
    private static String yieldOf(Funnel funnel) {
        return funnel.personas() == 0 ? "-" : Wording.percent((double) funnel.prompts() / funnel.personas());
    }

    /// Writes the progress of the four stages to the ledger. The totals are the targets from the settings during
    /// the synthesis, and the counts reached at its end.
    private void recordProgress(Funnel funnel, boolean over, double seconds) {
        long train = context.settings().personas().count();
        long heldOut = context.settings().evaluate().heldOut();
        int answers = context.settings().responses().count();
        context.recordProgress(
                RoundStage.PROMPTS, funnel.prompts(), over ? funnel.prompts() : train + heldOut, seconds);
        context.recordProgress(
                RoundStage.RESPONSES, funnel.responses(), over ? funnel.responses() : train * answers, 0);
        context.recordProgress(RoundStage.JUDGMENTS, funnel.judgments(), over ? funnel.judgments() : train, 0);
        context.recordProgress(RoundStage.PAIRS, funnel.pairs(), over ? funnel.pairs() : train, 0);
    }

    private void check(Funnel funnel, long wanted) {
        if (funnel.pairs() == 0) {
            throw new GuardException(
                    "The pair guard stopped the run: of %d personas %d gave an accepted prompt, %d of them held out, and none became a preference pair (%s)."
                            .formatted(
                                    funnel.personas(), funnel.prompts(), funnel.heldOut(), reasons(funnel.dropped())),
                    "Relax the rule that drops most of them (for truncated responses: pairs.truncated=keep or a higher"
                            + " responses.max_tokens), draw more personas (prompts.spare), or set"
                            + " prompts.template=few-shot for a small model.");
        }
        if (funnel.prompts() < wanted) {
            String end = funnel.personas() < synthesis.budget() ? "before the personas ran out" : "within the budget";
            context.progress()
                    .say(
                            "Only %d of %d prompts were accepted %s of %d personas: yield %s (%s). Continuing with them; for more, set prompts.spare above %.1f."
                                    .formatted(
                                            funnel.prompts(),
                                            wanted,
                                            end,
                                            funnel.personas(),
                                            yieldOf(funnel),
                                            reasons(funnel.dropped()),
                                            context.settings().prompts().spare()));
        }
    }

    private static String reasons(Map<String, Long> dropped) {
        return dropped.entrySet().stream()
                .map(drop -> "%d %s".formatted(drop.getValue(), drop.getKey()))
                .collect(Collectors.joining(", "));
    }
}
