package sao.generation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import sao.domain.Penalties;

/// What changes single logits before a token is drawn: penalties, and tokens that cannot come yet. Row by
/// row, from the row's own history alone.
///
/// The logits come divided by the temperature, which a factor does not mind; what is taken away is divided
/// too.
final class LogitAdjustment {
    private final FloatPointer row;
    private final Answering answer;
    private final float temperature;

    private LogitAdjustment(FloatPointer row, Answering answer) {
        this.row = row;
        this.answer = answer;
        this.temperature = (float) answer.sampling().divisor();
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
                new LogitAdjustment(numbers, draw.answer()).adjust();
            }
        }
    }

    private void adjust() {
        Penalties penalties = answer.sampling().penalties();
        if (penalties.repetition() != 1) {
            weakenRepetition((float) penalties.repetition());
        }
        if (penalties.frequency() != 0 || penalties.presence() != 0) {
            weakenGenerated(penalties);
        }
        for (Set<Integer> ids : answer.forbidden()) {
            ids.forEach(id -> row.put(id, Float.NEGATIVE_INFINITY));
        }
    }

    private void weakenRepetition(float penalty) {
        answer.call().seen(answer).stream().forEach(id -> {
            float value = row.get(id);
            row.put(id, value > 0 ? value / penalty : value * penalty);
        });
    }

    private void weakenGenerated(Penalties penalties) {
        int[] tokens = answer.tokens();
        Arrays.sort(tokens);
        for (int i = 0, next; i < tokens.length; i = next) {
            next = i + 1;
            while (next < tokens.length && tokens[next] == tokens[i]) {
                next++;
            }
            double taken = penalties.frequency() * (next - i) + penalties.presence();
            row.put(tokens[i], row.get(tokens[i]) - (float) taken / temperature);
        }
    }
}
