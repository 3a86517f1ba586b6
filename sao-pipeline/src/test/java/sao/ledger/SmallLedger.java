package sao.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import sao.calls.CallPurpose;
import sao.chat.Conversation;
import sao.content.ContentId;
import sao.domain.Judgment;
import sao.domain.Persona;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.result.MeasuredShare;
import sao.result.RoundResult;
import sao.rows.Drop;
import sao.rows.RoundStage;
import sao.rows.RoundWriter;
import sao.rows.TrainStep;
import sao.statistics.Interval;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// A ledger with a row in every table: row 0 of its round is dropped, row 1 is a pair.
final class SmallLedger {
    private SmallLedger() {}

    static void make(Path folder) {
        try (Ledger ledger = Ledger.open(folder)) {
            StubModel stub = new StubModel("one");
            ledger.remembering(stub, CallPurpose.RESPONSES)
                    .generate(Conversation.ask("a"), SamplingSettings.of(0, 1, 8), 2, 1);
            ledger.remembering(stub, CallPurpose.JUDGMENTS).score(Conversation.ask("a"), List.of("yes", "no"));
            ledger.reference("model/answer", -3.5);
            ledger.stage(new StageProgress(1, RoundStage.PROMPTS, 2, 2, 0.5));
            record(ledger);
            ledger.current(1).complete();
        }
    }

    static void record(Ledger ledger) {
        RoundWriter round = ledger.round(1, Map.of());
        for (int row = 0; row < 2; row++) {
            String persona = id("persona", row);
            Prompt prompt = new Prompt(id("prompt", row), persona, "Why %d?".formatted(row));
            round.persona(row, new Persona(persona, "A person %d".formatted(row), "grid"));
            round.prompt(row, prompt, false);
            Response first = response(prompt, row, 0);
            Response second = response(prompt, row, 1);
            round.response(row, first);
            round.response(row, second);
            if (row == 0) {
                round.judgment(row, "random/v1", first, second, new Judgment.Tied(0.25, 0.25, 1));
                round.drop(new Drop(row, RoundStage.JUDGMENTS, "tied_judgment", "0.25"));
            } else {
                round.judgment(row, "random/v1", first, second, new Judgment.Ranked(1.5, -0.5, 1));
                round.pair(
                        row,
                        new PreferencePair(
                                id("pair", row),
                                1,
                                persona,
                                prompt.conversation(),
                                first.promptTokens(),
                                first.answer(),
                                second.answer(),
                                0.75,
                                1.5,
                                -0.5,
                                "random/v1"));
            }
        }
        round.trainStep(new TrainStep(1, 0.5, 0.25, 1, 1e-6, 2.5, 512, 0.25));
        round.result(new RoundResult.LabelAgreement(new MeasuredShare(0.5, new Interval(0.25, 0.75), 8)));
    }

    private static String id(String kind, int row) {
        return ContentId.of(Map.of("kind", kind, "row", row));
    }

    private static Response response(Prompt prompt, int row, int slot) {
        return new Response(
                ContentId.of(Map.of("row", row, "slot", slot)),
                prompt.id(),
                slot,
                TokenIds.of(1, 2 + row),
                StubModel.answer("response %d of %d".formatted(slot, row), slot));
    }
}
