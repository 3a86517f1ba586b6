package sao.datacommand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import sao.rows.RoundReader.JudgmentRow;
import sao.rows.RowHistory;
import sao.rows.RowHistory.CallOfRow;
import sao.rows.RowHistory.ResponseOfRow;

/// Formats the history of a row as text.
final class RowText {
    private RowText() {}

    /// {@return the lines}
    static List<String> lines(RowHistory history) {
        List<String> lines = new ArrayList<>();
        lines.add("row       %d".formatted(history.row()));
        lines.add("persona   %s, source %s"
                .formatted(history.persona().id(), history.persona().source()));
        lines.add(indented(history.persona().text()));
        history.prompt().ifPresent(prompt -> {
            lines.add("prompt    %s%s".formatted(prompt.id(), prompt.heldOut() ? ", held out for evaluation" : ""));
            lines.add(indented(prompt.text()));
        });
        if (history.calls().isEmpty()) {
            lines.add(
                    "call      no call is recorded with this row; ledgers of schema versions 1 and 2 did not record it");
        }
        history.calls().forEach(call -> lines.add(line(call)));
        for (ResponseOfRow response : history.responses()) {
            lines.add(line(response));
            lines.add(indented(response.text()));
        }
        history.judgments().forEach(judgment -> lines.add(line(judgment)));
        lines.add("end       " + end(history));
        return lines;
    }

    private static String line(CallOfRow call) {
        return String.format(
                Locale.ROOT,
                "call      %s, %s: %d prompt tokens (%d from a cache), %d completion tokens, %.3f s, %s",
                call.purpose(),
                call.kind(),
                call.promptTokens(),
                call.cachedTokens(),
                call.completionTokens(),
                call.seconds(),
                call.at());
    }

    private static String line(ResponseOfRow response) {
        return "response  %d, %s: %s tokens, finish reason %s%s"
                .formatted(
                        response.slot(),
                        response.id(),
                        response.tokens() < 0 ? "unknown" : String.valueOf(response.tokens()),
                        response.finishReason(),
                        real(", log-probability %.3f", response.logProbability()));
    }

    private static String line(JudgmentRow judgment) {
        return "judgment  %s: %s%s%s%s%s"
                .formatted(
                        judgment.judge(),
                        judgment.verdict(),
                        real(", log-odds %.3f", judgment.given()),
                        real(" and %.3f with the responses swapped", judgment.swapped()),
                        real(", probability of the verdicts %.3f", judgment.verdictMass()),
                        judgment.reason().isEmpty() ? "" : ", " + judgment.reason());
    }

    private static String end(RowHistory history) {
        if (history.pair().isPresent()) {
            RowHistory.PairOfRow pair = history.pair().get();
            return String.format(
                    Locale.ROOT,
                    "pair %s: response %d chosen, response %d rejected, probability %.3f",
                    pair.id(),
                    pair.chosenSlot(),
                    pair.rejectedSlot(),
                    pair.probability());
        }
        return history.drop()
                .map(drop -> "dropped in stage %s: %s%n%s"
                        .formatted(drop.stage().label(), drop.reason(), indented(drop.evidence()))
                        .stripTrailing())
                .or(() ->
                        history.prompt().filter(RowHistory.PromptOfRow::heldOut).map(_ -> "held out for evaluation"))
                .orElse("not decided yet");
    }

    private static String real(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "";
    }

    private static String indented(String text) {
        return text.isEmpty() ? "" : text.indent(10).stripTrailing();
    }
}
