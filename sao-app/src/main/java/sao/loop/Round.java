package sao.loop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.evaluation.EvaluationReport;
import sao.generation.EngineChatModel;
import sao.ledger.LedgerReader;
import sao.ledger.RoundRecords;
import sao.summary.Findings;
import sao.training.TrainingResult;

/// One round of the method: the start model makes pairs, is trained on them, and the result is measured.
final class Round {
    private final RoundContext context;

    Round(RoundContext context) {
        this.context = context;
    }

    /// {@return what came out, in words}
    ///
    /// @param start folder or file of the model
    List<String> run(Path start) {
        long begin = System.nanoTime();
        List<Prompt> heldOut = context.stop().interrupting(() -> ask(start));
        RoundRecords records = context.ledger().current(context.round());
        List<PreferencePair> pairs = pairs();
        TrainingResult trained = new TrainStage(context, records).run(start, pairs, heldOut);
        Path model = context.stop().interrupting(() -> new ExportStage(context).run(start, trained, pairs));
        Optional<EvaluationReport> measured = Optional.empty();
        if (!heldOut.isEmpty()) {
            EvaluationReport report =
                    context.stop().interrupting(() -> new EvaluateStage(context, heldOut).measure(model, start));
            Findings.of(report).forEach(records::evaluation);
            measured = Optional.of(report);
        }
        return Summary.of(context, measured, (System.nanoTime() - begin) / 1e9);
    }

    /// Everything for which the start model is open before the training.
    ///
    /// @return the prompts held out
    private List<Prompt> ask(Path start) {
        try (EngineChatModel model =
                EmbeddedModel.open(start, context.settings().engine())) {
            context.ledger().meta("model_fingerprint", model.fingerprint());
            SynthesisStage synthesis = new SynthesisStage(context, model);
            synthesis.run();
            new AuditStage(context, model)
                    .run(synthesis.synthesis(), context.ledger().current(context.round()));
            List<Prompt> heldOut = heldOut();
            if (!heldOut.isEmpty()) {
                new EvaluateStage(context, heldOut).prepare(model);
            }
            return heldOut;
        }
    }

    private List<PreferencePair> pairs() {
        try (LedgerReader reader = context.ledger().reader()) {
            return reader.pairs(context.round());
        }
    }

    private List<Prompt> heldOut() {
        try (LedgerReader reader = context.ledger().reader()) {
            return reader.prompts(context.round(), true);
        }
    }
}
