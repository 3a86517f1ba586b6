package sao.experimentcommand;

import java.util.ArrayList;
import java.util.List;
import sao.experiment.CellForecast;
import sao.forecast.Range;
import sao.progress.StageMeter;

/// Formats the forecasts of cells as a Markdown table.
final class ForecastTable {
    private static final String FINISHED = "finished";

    private ForecastTable() {}

    /// {@return one row for each cell, and the time of all cells that are not finished}
    static List<String> lines(List<CellForecast> cells) {
        List<String> lines = new ArrayList<>();
        lines.add("| cell | state | time | between | shared with earlier cells |");
        lines.add("| --- | --- | --- | --- | --- |");
        Range open = Range.ZERO;
        for (CellForecast cell : cells) {
            boolean finished = cell.state().equals(FINISHED);
            lines.add("| %s | %s | %s | %s | %s |"
                    .formatted(
                            cell.cell(),
                            cell.state(),
                            StageMeter.clock(cell.seconds().likely()),
                            finished ? "measured" : between(cell.seconds()),
                            cell.shared()));
            open = finished ? open : open.plus(cell.seconds());
        }
        lines.add("");
        lines.add("Time of the cells that are not finished: %s (%s)."
                .formatted(StageMeter.clock(open.likely()), between(open)));
        return lines;
    }

    private static String between(Range seconds) {
        return "%s to %s".formatted(StageMeter.clock(seconds.least()), StageMeter.clock(seconds.most()));
    }
}
