package sao.alpaca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sao.error.SaoException;
import sao.regression.LogisticRows;

/// AlpacaEval's file of instruction difficulties, comma-separated values: `df_gamed.csv`, whose rows are also the
/// annotations of two gamed baselines that regularise the fit, or `instruction_difficulty.csv` without such rows.
///
/// @param file the file
/// @param byIndex difficulty of each instruction by its index in the annotations, from 0
/// @param gamed rows of the gamed baselines: tanh of the standardised length difference, difficulty, constant 0; each
///     weighs 0.1 of a row of the model
public record Difficulty(Path file, Map<Integer, Double> byIndex, LogisticRows gamed) {
    private static final String DIFFICULTY = "instruction_difficulty";
    private static final String LENGTH = "std_delta_len";
    private static final String PREFERENCE = "preference";

    /// The weight 0.2 of both baselines, divided by two.
    private static final double GAMED_WEIGHT = 0.1;

    public Difficulty {
        byIndex = Map.copyOf(byIndex);
    }

    /// {@return the difficulties of a file}
    ///
    /// @throws SaoException if it cannot be read, lacks a column or a cell is not a number
    public static Difficulty read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be read: %s".formatted(file, e), "Check the path, the rights and that it is UTF-8.", e);
        }
        List<String> names = lines.isEmpty() ? List.of() : cells(lines.getFirst());
        int index = names.indexOf("index") >= 0 ? names.indexOf("index") : names.indexOf("");
        if (index < 0 || !names.contains(DIFFICULTY)) {
            throw new SaoException(
                    "%s has the columns %s, but index and %s are needed.".formatted(file, names, DIFFICULTY),
                    "Give df_gamed.csv or instruction_difficulty.csv of AlpacaEval's dataset.");
        }
        Map<Integer, Double> byIndex = new HashMap<>();
        List<double[]> gamed = new ArrayList<>();
        boolean hasGamed = names.contains(LENGTH) && names.contains(PREFERENCE);
        for (int i = 1; i < lines.size() && !lines.get(i).isBlank(); i++) {
            Line line = new Line(file, i + 1, cells(lines.get(i)));
            double difficulty = line.number(names.indexOf(DIFFICULTY));
            byIndex.putIfAbsent((int) line.number(index), difficulty);
            if (hasGamed && line.has(names.indexOf(PREFERENCE))) {
                double length = Math.tanh(line.number(names.indexOf(LENGTH)));
                gamed.add(new double[] {length, difficulty, line.number(names.indexOf(PREFERENCE))});
            }
        }
        return new Difficulty(file, byIndex, rows(gamed));
    }

    private static LogisticRows rows(List<double[]> gamed) {
        double[] weights = new double[gamed.size()];
        Arrays.fill(weights, GAMED_WEIGHT);
        return LogisticRows.of(
                new double[][] {column(gamed, 0), column(gamed, 1), new double[gamed.size()]},
                column(gamed, 2),
                weights);
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.replace("\uFEFF", "").split(",", -1))
                .map(cell -> cell.strip().replace("\"", ""))
                .toList();
    }

    /// {@return the difficulties of the first `count` instructions}
    ///
    /// @throws SaoException if one of them has none
    double[] ofFirst(int count) {
        double[] difficulties = new double[count];
        for (int i = 0; i < count; i++) {
            Double difficulty = byIndex.get(i);
            if (difficulty == null) {
                throw new SaoException(
                        "%s has no difficulty for the annotation with index %d; it covers %d instructions, and there are %d annotations."
                                .formatted(file, i, byIndex.size(), count),
                        "Give annotations of the same set, in the order of AlpacaEval, or leave --difficulty out.");
            }
            difficulties[i] = difficulty;
        }
        return difficulties;
    }

    /// A line of the file.
    private record Line(Path file, int number, List<String> cells) {
        boolean has(int column) {
            return column < cells.size() && !cells.get(column).isEmpty();
        }

        double number(int column) {
            try {
                return Double.parseDouble(cells.get(column));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new SaoException(
                        "Line %d of %s has no number in column %d: %s".formatted(number, file, column + 1, cells),
                        "Give the file as AlpacaEval published it.",
                        e);
            }
        }
    }
}
