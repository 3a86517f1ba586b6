package sao.synthesis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import sao.judging.AnsweredPrompt;
import sao.ledger.ContentId;
import sao.ledger.Funnel;
import sao.ledger.Ledger;
import sao.pairing.PairRules;
import sao.pairing.PairSelection;
import sao.persona.PersonaStream;
import sao.synthesis.Admission.Admitted;

/// Makes the preference pairs of a round: draws personas until enough prompts are accepted or the budget is
/// spent, and carries each through the method.
///
/// Which rows there are and what becomes of them follows from parts and settings alone: number of threads,
/// timing and interruptions change nothing. To continue an interrupted round, run the same again; what the
/// models have answered they are not asked again.
public final class Synthesis {
    private static final int VERSION = 2;
    private static final Funnel NOTHING = new Funnel(0, 0, 0, 0, 0, 0, Map.of());

    private final SynthesisParts parts;
    private final SynthesisSettings settings;
    private final AtomicReference<RecordedRows> rows = new AtomicReference<>();

    /// @param parts who does the work
    /// @param settings how much of it, and how
    public Synthesis(SynthesisParts parts, SynthesisSettings settings) {
        this.parts = parts;
        this.settings = settings;
    }

    /// Carries all rows of a round and commits what became of them.
    ///
    /// @param ledger that records them
    /// @param round from 1
    /// @return how many rows came how far; fewer prompts than wanted when the budget or the personas were
    ///     spent
    /// @throws sao.domain.SaoException if a model fails or the personas cannot be read
    /// @throws java.util.concurrent.CancellationException if this thread is interrupted; all that was
    ///     answered is committed
    public Funnel run(Ledger ledger, int round) {
        RecordedRows log = new RecordedRows(ledger.round(round, recipe()));
        rows.set(log);
        PromptGate gate = new PromptGate(settings, settings.count(), log);
        RowPipeline pipeline = new RowPipeline(
                writer(),
                gate,
                responder(),
                parts.judge(),
                new PairSelection(parts.rules(), round, parts.judge().name()),
                log);
        carry(gate, pipeline::carry);
        log.recordFlags();
        ledger.flush();
        return log.funnel();
    }

    /// {@return how far [#run] is, to be asked from any thread}
    public Funnel progress() {
        RecordedRows log = rows.get();
        return log == null ? NOTHING : log.funnel();
    }

    /// Carries the first rows of a round up to their answers and records no row: what a judge is tried on
    /// before it is chosen. A later [#run] finds the answers remembered.
    ///
    /// @param count prompts wanted
    /// @return the first prompts of the round that are not held out, in order
    public List<AnsweredPrompt> sample(int count) {
        Map<Long, AnsweredPrompt> answered = new ConcurrentSkipListMap<>();
        PromptGate gate = new PromptGate(settings, Math.min(count, settings.count()), RowLog.NONE);
        PromptWriter writer = writer();
        Responder responder = responder();
        carry(gate, (row, persona) -> {
            if (gate.decide(row, persona, writer.write(persona)) instanceof Admitted(var prompt)) {
                answered.put(row, new AnsweredPrompt(prompt, responder.answer(prompt)));
            }
        });
        return new ArrayList<>(answered.values());
    }

    private void carry(PromptGate gate, RowThreads.Carrier carrier) {
        try (PersonaStream personas = parts.personas().open()) {
            new RowThreads(gate, settings.inFlight()).run(personas, settings.budget(), carrier);
        }
    }

    private PromptWriter writer() {
        return new PromptWriter(parts.promptWriter(), settings.prompts(), settings.seed());
    }

    private Responder responder() {
        return new Responder(parts.responder(), settings.answers(), settings.responses(), settings.seed());
    }

    /// All that determines the rows of a round.
    private Map<String, Object> recipe() {
        Map<String, Object> recipe = new HashMap<>();
        recipe.put("synthesis", VERSION);
        recipe.put("seed", settings.seed());
        recipe.put("count", settings.count());
        recipe.put("held_out", settings.heldOut());
        recipe.put("spare", settings.spare());
        recipe.put("personas", parts.personas().identity());
        recipe.put("template", settings.prompts().template().name());
        recipe.put("novelty", settings.prompts().novelty());
        recipe.put("prompt_model", parts.promptWriter().fingerprint());
        recipe.put("prompt_sampling", ContentId.contentOf(settings.prompts().sampling()));
        recipe.put("response_model", parts.responder().fingerprint());
        recipe.put("answers", settings.answers());
        recipe.put("response_sampling", ContentId.contentOf(settings.responses()));
        recipe.put("judge", parts.judge().name());
        recipe.put("judge_model", parts.judgeModel());
        recipe.put("pairs", content(parts.rules()));
        return recipe;
    }

    private static Map<String, Object> content(PairRules rules) {
        return Map.of(
                "minimum_margin", rules.minimumMargin(),
                "maximum_length_ratio", rules.maximumLengthRatio(),
                "truncated", rules.truncated().label(),
                "flagged", rules.flagged().label(),
                "length_rho", rules.lengthRho());
    }
}
