package sao.sampling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import sao.token.Penalties;

/// What changes single logits before a token is drawn: penalties, and tokens that cannot come yet. Row by
/// row, from the row's own history alone.
///
/// The logits come divided by the temperature, which a factor does not mind; what is taken away is divided
/// too.
final class LogitAdjustment {
    private final FloatPointer row;
    private final long vocabulary;
    private final Sampler.Sequence sequence;

    private LogitAdjustment(FloatPointer row, long vocabulary, Sampler.Sequence sequence) {
        this.row = row;
        this.vocabulary = vocabulary;
        this.sequence = sequence;
    }

    /// Adjusts the rows from which the draws come.
    ///
    /// @param scaled logits divided by each row's temperature, `[R, V]` float32; changed
    static void adjust(Tensor scaled, List<Sampler.Draw> draws) {
        BitSet adjusted = new BitSet();
        for (Sampler.Draw draw : draws) {
            if (!adjusted.get(draw.row())) { // answers that share a row have seen the same: the prompt
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

    /// {@return the ids that cannot come next, of those that the vocabulary has: stop ids are the caller's}
    static IntStream forbidden(Sampler.Sequence sequence, long vocabulary) {
        return sequence.forbidden().stream()
                .flatMap(Set::stream)
                .mapToInt(Integer::intValue)
                .filter(id -> id < vocabulary);
    }

    /// Takes what frequency and presence cost a token.
    interface Cost {
        /// @param amount to be taken from the token's logit, divided by the temperature like it
        void take(int id, float amount);
    }

    /// Tells what frequency and presence cost each different token of an answer.
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
