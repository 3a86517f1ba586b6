package sao.generation;

import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import sao.architecture.CausalLanguageModel;
import sao.architecture.WholeSequenceAttention;
import sao.tensor.Tensors;
import sao.token.TokenIds;
import sao.torch.TensorScope;

/// The model of [TinyEngine] without caches: reads everything again.
final class PlainModel {
    private PlainModel() {}

    /// {@return log-probabilities of all tokens after each token, `[L][V]`}
    static float[][] logProbabilities(TokenIds ids) {
        return rows(ids, true);
    }

    /// {@return logits of all tokens after each token, `[L][V]`}
    static float[][] logits(TokenIds ids) {
        return rows(ids, false);
    }

    /// {@return the id of the largest value, the smallest of equal ones}
    static int likeliest(float[] row) {
        int best = 0;
        for (int id = 1; id < row.length; id++) {
            if (row[id] > row[best]) {
                best = id;
            }
        }
        return best;
    }

    private static float[][] rows(TokenIds ids, boolean normalized) {
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard();
                var model = CausalLanguageModel.of(TinyEngine.MODEL.config(), TinyEngine.MODEL.parameters())) {
            long[] positions = new long[ids.size()];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = i;
            }
            Tensor hidden =
                    model.hidden(Tensors.longs(ids.toArray()), Tensors.longs(positions), new WholeSequenceAttention());
            Tensor logits = model.logits(hidden);
            float[] flat = Tensors.toFloats(normalized ? torch.log_softmax(logits, -1) : logits);
            int width = TinyEngine.MODEL.config().vocabularySize();
            float[][] rows = new float[ids.size()][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
            }
            return rows;
        }
    }
}
