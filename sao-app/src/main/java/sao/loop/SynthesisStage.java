package sao.loop;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sao.domain.ChatModel;
import sao.domain.SamplingSettings;
import sao.domain.SaoException;
import sao.ledger.Funnel;
import sao.pairing.PairRules;
import sao.persona.PersonaGrid;
import sao.settings.PairSettings;
import sao.settings.PromptSettings;
import sao.settings.ResponseSettings;
import sao.settings.RunSettings;
import sao.synthesis.FailureLimit;
import sao.synthesis.PromptTemplate;
import sao.synthesis.RowShare;
import sao.synthesis.Synthesis;
import sao.synthesis.SynthesisParts;
import sao.synthesis.SynthesisSettings;
import sao.synthesis.TooManyFailuresException;

/// From personas to preference pairs.
final class SynthesisStage {
    /// Rows under way for each slot: while one waits for its judgment, others answer.
    private static final int ROWS_FOR_A_SLOT = 2;

    private final RoundContext context;
    private final Synthesis synthesis;

    /// @param start the model that writes and answers; stays the caller's
    /// @param judge the model that judges; stays the caller's
    SynthesisStage(RoundContext context, ChatModel start, ChatModel judge) {
        this.context = context;
        this.synthesis = new Synthesis(
                parts(context, start, judge),
                settings(context.settings()),
                context.request().force() ? FailureLimit.NONE : FailureLimit.USUAL);
    }

    private static SynthesisParts parts(RoundContext context, ChatModel start, ChatModel judge) {
        RunSettings settings = context.settings();
        PairSettings pairs = settings.pairs();
        return new SynthesisParts(
                new PersonaGrid(settings.seed()),
                context.ledger().remembering(start, "prompts"),
                context.ledger().remembering(start, "responses"),
                Judges.ofPairs(settings, context.ledger().remembering(judge, "judgments")),
                Judges.asksModel(settings.judge(), settings.judge().kind()) ? judge.fingerprint() : "",
                new PairRules(
                        pairs.minimumMargin(),
                        pairs.maximumLengthRatio(),
                        pairs.truncated(),
                        pairs.flagged(),
                        pairs.lengthRho()));
    }

    private static SynthesisSettings settings(RunSettings settings) {
        PromptSettings prompts = settings.prompts();
        return new SynthesisSettings(
                settings.seed(),
                settings.personas().count(),
                settings.evaluate().heldOut(),
                prompts.spare(),
                new sao.synthesis.PromptSettings(
                        PromptTemplate.named(prompts.template().label()),
                        SamplingSettings.of(prompts.temperature(), prompts.topP(), prompts.maxTokens()),
                        prompts.novelty().minhash()),
                settings.responses().count(),
                sampling(settings.responses()),
                ROWS_FOR_A_SLOT * settings.engine().slots());
    }

    /// {@return how answers are drawn, also those of the measurement}
    static SamplingSettings sampling(ResponseSettings responses) {
        return SamplingSettings.of(responses.temperature(), responses.topP(), responses.maxTokens());
    }

    /// {@return the synthesis itself, which can show some of its answers}
    Synthesis synthesis() {
        return synthesis;
    }

    /// Makes the pairs.
    ///
    /// @throws GuardException if the model failed on too many rows
    /// @throws SaoException if there is none
    Funnel run() {
        long wanted = (long) context.settings().personas().count()
                + context.settings().evaluate().heldOut();
        double before = context.secondsSoFar(StageName.PROMPTS);
        StageMeter meter = new StageMeter("synthesis", "rows", () -> decided(synthesis.progress()), () -> wanted)
                .saying(() -> words(synthesis.progress()));
        meter.noting(() -> note(synthesis.progress(), false, before + meter.seconds()));
        Funnel funnel;
        double took;
        try (StageMeter running = context.progress().begin(meter)) {
            funnel = stoppedByFailures(() -> synthesis.run(context.ledger(), context.round()));
            took = before + running.seconds();
        }
        note(funnel, true, took); // after the meter's own last note, which still has the goal
        check(funnel, wanted);
        return funnel;
    }

    /// Asks the questions of a share of the rows.
    ///
    /// @return prompts accepted among the share's own
    long run(RowShare share) {
        StageMeter meter = new StageMeter("synthesis", "rows", () -> decided(synthesis.progress()), () -> 0)
                .saying(() -> words(synthesis.progress()));
        try (StageMeter _ = context.progress().begin(meter)) {
            return stoppedByFailures(() -> synthesis.run(context.ledger(), share));
        }
    }

    /// {@return what the action returns; too many failed rows are a guard's matter}
    static <T> T stoppedByFailures(Supplier<T> action) {
        try {
            return action.get();
        } catch (TooManyFailuresException e) {
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
        return "%d prompts, %d answers, %d judged, %d pairs"
                .formatted(funnel.prompts(), funnel.responses(), funnel.judgments(), funnel.pairs());
    }

    /// While it runs the goal of each part is what the settings ask for; in the end it is what came.
    private void note(Funnel funnel, boolean over, double seconds) {
        long train = context.settings().personas().count();
        long heldOut = context.settings().evaluate().heldOut();
        int answers = context.settings().responses().count();
        note(StageName.PROMPTS, funnel.prompts(), over ? funnel.prompts() : train + heldOut, seconds);
        note(StageName.RESPONSES, funnel.responses(), over ? funnel.responses() : train * answers, 0);
        note(StageName.JUDGMENTS, funnel.judgments(), over ? funnel.judgments() : train, 0);
        note(StageName.PAIRS, funnel.pairs(), over ? funnel.pairs() : train, 0);
    }

    private void note(StageName stage, long done, long total, double seconds) {
        context.note(stage, done, total, seconds);
    }

    private void check(Funnel funnel, long wanted) {
        if (funnel.pairs() == 0) {
            throw new SaoException(
                    "Of %d personas not one became a preference pair: %s."
                            .formatted(funnel.personas(), reasons(funnel.dropped())),
                    "Loosen what drops most of them (for cut answers: pairs.truncated=keep or more"
                            + " responses.max_tokens), or take prompts.template=few-shot for a small model.");
        }
        if (funnel.prompts() < wanted) {
            context.progress()
                    .say("Only %d of %d prompts were accepted within the budget of personas (%s)."
                            .formatted(funnel.prompts(), wanted, reasons(funnel.dropped())));
        }
    }

    private static String reasons(Map<String, Long> dropped) {
        return dropped.entrySet().stream()
                .map(drop -> "%d %s".formatted(drop.getValue(), drop.getKey()))
                .collect(Collectors.joining(", "));
    }
}
