package sao.synthesis;

import java.util.List;
import sao.domain.Judgment;
import sao.domain.Persona;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.ledger.Drop;
import sao.pairing.PairSelection;
import sao.pairing.Selection;
import sao.pairing.Selection.Reason;
import sao.synthesis.Admission.Admitted;

/// The method, row by row: one thread carries one persona from its prompt to a preference pair or a counted
/// drop.
///
/// Source: the algorithm of arXiv 2510.06652, one question for each persona.
///
/// @param writer writes the prompt in the persona's role
/// @param gate decides which prompts are wanted, in the order of rows
/// @param responder answers the bare prompt twice
/// @param judge ranks the two answers
/// @param selection makes the pair
/// @param log is told what becomes of the row
record RowPipeline(
        PromptWriter writer, PromptGate gate, Responder responder, Judge judge, PairSelection selection, RowLog log) {
    /// Carries one row to its end.
    void carry(long row, Persona persona) {
        PromptReading reading = writer.write(persona);
        if (gate.decide(row, persona, reading) instanceof Admitted(Prompt prompt)) {
            List<Response> responses = responder.answer(prompt, 2);
            responses.forEach(response -> log.response(row, response));
            rank(row, prompt, responses.getFirst(), responses.getLast());
        }
    }

    private void rank(long row, Prompt prompt, Response first, Response second) {
        Selection screened = selection
                .screen(first, second)
                .<Selection>map(excluded -> excluded)
                .orElseGet(() -> judged(row, prompt, first, second));
        switch (screened) {
            case Selection.Selected(var pair) -> log.pair(row, pair);
            case Selection.Excluded(Reason reason, String evidence) ->
                log.drop(new Drop(row, stage(reason), reason.label(), evidence));
        }
    }

    private Selection judged(long row, Prompt prompt, Response first, Response second) {
        Judgment judgment = judge.compare(prompt, first, second);
        log.judgment(row, judge.name(), first, second, judgment);
        return selection.select(prompt, first, second, judgment);
    }

    private static String stage(Reason reason) {
        return switch (reason) {
            case EMPTY_RESPONSE, IDENTICAL_RESPONSES, TRUNCATED_RESPONSE, LENGTH_RATIO -> "responses";
            case UNREADABLE_JUDGMENT, TIED_JUDGMENT -> "judgments";
            case SMALL_MARGIN -> "pairs";
        };
    }
}
