package sao.synthesis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.control.RandomJudge;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.novelty.BenchmarkIndex;
import sao.novelty.NoveltyRules;
import sao.pairing.FlaggedAnswers;
import sao.pairing.PairRules;
import sao.pairing.TruncatedAnswers;
import sao.persona.PersonaGrid;
import sao.prompt.Language;
import sao.prompt.PromptTemplate;
import sao.rows.Funnel;
import sao.synthesis.PromptRules.Repetitions;
import sao.token.SamplingSettings;

/// A small round with stubs in all parts, and what it leaves behind.
public final class StubRun {
    public static final int COUNT = 60;
    public static final int HELD_OUT = 8;

    private StubRun() {}

    public static SynthesisSettings settings(int inFlight) {
        return new SynthesisSettings(
                42, COUNT, HELD_OUT, 2, prompts(PromptMix.PAPER, 0), 2, SamplingSettings.of(0.6, 0.95, 128), inFlight);
    }

    public static SynthesisSettings settings(int count, PromptSettings prompts, int inFlight) {
        SynthesisSettings usual = settings(inFlight);
        return new SynthesisSettings(usual.seed(), count, usual.heldOut(), 2, prompts, 2, usual.responses(), inFlight);
    }

    static PromptSettings prompts(PromptMix mix, double minimumYield) {
        return new PromptSettings(
                PromptTemplate.named("paper"),
                mix,
                Language.ANY,
                SamplingSettings.of(0.6, 0.95, 64),
                new PromptRules(new NoveltyRules(0.7, 1), Repetitions.DROP, new BenchmarkIndex(8), minimumYield));
    }

    static Synthesis synthesis(Ledger ledger, ChatModel model, SynthesisSettings settings) {
        return synthesis(
                ledger.remembering(model, CallPurpose.PROMPTS),
                ledger.remembering(model, CallPurpose.RESPONSES),
                settings);
    }

    static Synthesis synthesis(Ledger ledger, ChatModel model, SynthesisSettings settings, FailureLimit failures) {
        return synthesis(
                ledger.remembering(model, CallPurpose.PROMPTS),
                ledger.remembering(model, CallPurpose.RESPONSES),
                settings,
                failures);
    }

    static Synthesis synthesis(ChatModel prompts, ChatModel responses, SynthesisSettings settings) {
        return synthesis(prompts, responses, settings, FailureLimit.USUAL);
    }

    private static Synthesis synthesis(
            ChatModel prompts, ChatModel responses, SynthesisSettings settings, FailureLimit failures) {
        return new Synthesis(parts(prompts, responses, settings), settings, failures);
    }

    static SynthesisParts parts(ChatModel prompts, ChatModel responses, SynthesisSettings settings) {
        return new SynthesisParts(
                new PersonaGrid(settings.seed()),
                Optional.empty(),
                prompts,
                responses,
                new RandomJudge(7),
                "",
                new PairRules(0, 4, TruncatedAnswers.DROP, FlaggedAnswers.DROP, 0),
                Optional.empty(),
                Optional.empty());
    }

    static Funnel run(Ledger ledger, ChatModel model, int inFlight) {
        return synthesis(ledger, model, settings(inFlight)).run(ledger, 1);
    }

    /// {@return what a round that is run in a folder of its own leaves there}
    static List<String> rowsOf(Path folder, ChatModel model, int inFlight) {
        return rowsOf(folder, model, settings(inFlight));
    }

    /// {@return what a round by these settings leaves in a folder of its own}
    static List<String> rowsOf(Path folder, ChatModel model, SynthesisSettings settings) {
        try (Ledger ledger = Ledger.open(folder)) {
            synthesis(ledger, model, settings).run(ledger, 1);
            try (LedgerReader reader = ledger.reader()) {
                return rows(reader);
            }
        }
    }

    /// Everything about the round that a reader can see, wall clock apart.
    public static List<String> rows(LedgerReader reader) {
        List<String> rows = new ArrayList<>();
        rows.add(reader.round(1).funnel().toString());
        reader.round(1).prompts(true).forEach(prompt -> rows.add("held out " + prompt));
        reader.round(1).prompts(false).forEach(prompt -> rows.add("to train on " + prompt));
        reader.round(1)
                .drops()
                .forEach(drop -> rows.add("Drop[row=%d, stage=%s, reason=%s, evidence=%s]"
                        .formatted(drop.row(), drop.stage().label(), drop.reason(), drop.evidence())));
        reader.round(1).pairs().forEach(pair -> rows.add(pair.toString()));
        return rows;
    }
}
