package sao.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import sao.batch.TrainingPair;
import sao.gradient.AnswerRow;
import sao.loss.PreferenceLoss;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// Log-probabilities of the answers under the start model, and the divergence of a batch from it.
///
/// The divergence is that of Kahneman-Tversky optimisation: the mean over the batch of the log-probability of
/// an unrelated answer under the model minus that under the start model, at least 0; nats. The unrelated
/// answer of a pair is the chosen answer of the next pair that fits: the same in every epoch,
/// independent of the batches.
final class References {
    private final List<TrainingPair> pairs;
    private final boolean needed;
    private final List<Optional<AnswerRow>> unrelated = new ArrayList<>();
    private final Map<Integer, PairObjective.Reference> ofPairs = new HashMap<>();
    private final Map<Integer, Double> ofUnrelated = new HashMap<>();

    /// @param pairs that are trained, or that are held out; may be empty
    /// @param loss determines which values are needed
    References(List<TrainingPair> pairs, PreferenceLoss loss) {
        this.pairs = pairs;
        this.needed = loss.needsReference();
        if (loss.needsDivergence() && !pairs.isEmpty()) {
            int longest = pairs.stream()
                    .mapToInt(pair -> pair.row().longestSequence())
                    .max()
                    .orElseThrow();
            for (int i = 0; i < pairs.size(); i++) {
                unrelated.add(unrelated(i, longest));
            }
        }
    }

    private Optional<AnswerRow> unrelated(int index, int longest) {
        TokenIds prompt = pairs.get(index).row().prompt();
        for (int step = 1; step < pairs.size(); step++) {
            TrainingPair other = pairs.get((index + step) % pairs.size());
            TokenIds answer = other.row().answers().getFirst();
            AnswerRow row = new AnswerRow(prompt, List.of(answer));
            if (row.longestSequence() <= longest && !other.row().prompt().equals(prompt)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /// Computes the values that the memory lacks.
    ///
    /// @param scorer the start model
    /// @param memory known values; receives the new ones
    /// @param start digest of the start model and its precision
    void measure(ParityCheck.Scorer scorer, ReferenceMemory memory, String start) {
        if (!needed) {
            return;
        }
        for (int i = 0; i < pairs.size(); i++) {
            List<Double> sums = sums(pairs.get(i).row(), scorer, memory, start);
            ofPairs.put(i, new PairObjective.Reference(sums.get(0), sums.get(1), Double.NaN));
        }
        for (int i = 0; i < unrelated.size(); i++) {
            int index = i;
            unrelated
                    .get(i)
                    .ifPresent(row -> ofUnrelated.put(
                            index, sums(row, scorer, memory, start).getFirst()));
        }
    }

    private static List<Double> sums(AnswerRow row, ParityCheck.Scorer scorer, ReferenceMemory memory, String start) {
        List<String> keys = row.answers().stream()
                .map(answer -> WorkDigest.ofAnswer(start, row.prompt(), answer))
                .toList();
        List<OptionalDouble> kept = keys.stream().map(memory::find).toList();
        if (kept.stream().allMatch(OptionalDouble::isPresent)) {
            return kept.stream().map(OptionalDouble::getAsDouble).toList();
        }
        List<Double> sums = sums(row, scorer.of(row));
        for (int i = 0; i < keys.size(); i++) {
            memory.keep(keys.get(i), sums.get(i));
        }
        return sums;
    }

    private static List<Double> sums(AnswerRow row, LogProbabilities found) {
        List<Double> sums = new ArrayList<>();
        int at = 0;
        for (TokenIds answer : row.answers()) {
            double sum = 0;
            for (int i = 0; i < answer.size(); i++) {
                sum += found.get(at++);
            }
            sums.add(sum);
        }
        return sums;
    }

    /// {@return the references of a batch's pairs, by their index in the list}
    ///
    /// @param scorer the model under training
    Function<Integer, PairObjective.Reference> of(List<Integer> batch, ParityCheck.Scorer scorer) {
        if (!needed) {
            return _ -> PairObjective.Reference.NONE;
        }
        double divergence = unrelated.isEmpty() ? Double.NaN : divergence(batch, scorer);
        return index -> {
            PairObjective.Reference reference = ofPairs.getOrDefault(index, PairObjective.Reference.NONE);
            return new PairObjective.Reference(reference.chosen(), reference.rejected(), divergence);
        };
    }

    private double divergence(List<Integer> batch, ParityCheck.Scorer scorer) {
        double sum = 0;
        for (int index : batch) {
            Optional<AnswerRow> row = unrelated.get(index);
            if (row.isPresent()) {
                sum += sums(row.get(), scorer.of(row.get())).getFirst() - ofUnrelated.getOrDefault(index, 0.0);
            }
        }
        return Math.max(0, sum / batch.size());
    }
}
