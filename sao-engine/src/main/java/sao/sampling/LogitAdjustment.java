package sao.sampling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import sao.token.Penalties;

/// Changes single logits before a token is drawn: penalties and forbidden tokens, row by row, from the row's own
/// history.
///
/// The logits are already divided by the temperature: a multiplicative penalty is unchanged, and an additive
/// one is divided by the temperature too.
final class LogitAdjustment {
    private final FloatPointer row;
    private final long vocabulary;
    private final Sampler.Sequence sequence;

    private LogitAdjustment(FloatPointer row, long vocabulary, Sampler.Sequence sequence) {
        this.row = row;
        this.vocabulary = vocabulary;
        this.sequence = sequence;
    }

    /// Adjusts the rows from which the draws are made.
    ///
    /// @param scaled logits divided by each row's temperature, `[R, V]` float32; changed
    static void adjust(Tensor scaled, List<Sampler.Draw> draws) {
        BitSet adjusted = new BitSet();
        for (Sampler.Draw draw : draws) {
            if (!adjusted.get(draw.row())) { // sequences that share a row have the same history: the prompt
                adjusted.set(draw.row());
                FloatPointer numbers = scaled.data_ptr_float();
                numbers.position(draw.row() * scaled.size(1));
                new LogitAdjustment(numbers, scaled.size(1), draw.sequence()).adjust();
            }
        }
    }

    private void adjust() {
        Penalties penalties = sequence.sampling().penalties();
        if (penalties.repetition() != 1) {
            weakenRepetition((float) penalties.repetition());
        }
        generated(sequence, (id, amount) -> row.put(id, row.get(id) - amount));
        forbidden(sequence, vocabulary).forEach(id -> row.put(id, Float.NEGATIVE_INFINITY));
    }

    private void weakenRepetition(float penalty) {
        sequence.seen().stream().forEach(id -> {
            float value = row.get(id);
            row.put(id, value > 0 ? value / penalty : value * penalty);
        });
    }

    /// {@return the forbidden ids inside the vocabulary; callers may give stop ids outside of it}
    static IntStream forbidden(Sampler.Sequence sequence, long vocabulary) {
        return sequence.forbidden().stream()
                .flatMap(Set::stream)
                .mapToInt(Integer::intValue)
                .filter(id -> id < vocabulary);
    }

    /// Receives the penalty of a token.
    interface Cost {
        /// Takes the penalty.
        ///
        /// @param amount to be subtracted from the token's logit, divided by the temperature
        void take(int id, float amount);
    }

    /// Computes the frequency and presence penalty of each distinct token of a sequence.
    static void generated(Sampler.Sequence sequence, Cost cost) {
        Penalties penalties = sequence.sampling().penalties();
        if (penalties.frequency() == 0 && penalties.presence() == 0) {
            return;
        }
        float temperature = (float) sequence.sampling().divisor();
        int[] tokens = sequence.tokens();
        Arrays.sort(tokens);
        for (int i = 0, next; i < tokens.length; i = next) {
            next = i + 1;
            while (next < tokens.length && tokens[next] == tokens[i]) {
                next++;
            }
            double taken = penalties.frequency() * (next - i) + penalties.presence();
            cost.take(tokens[i], (float) taken / temperature);
        }
    }
}
