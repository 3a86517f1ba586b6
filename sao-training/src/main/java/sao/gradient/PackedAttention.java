package sao.gradient;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import sao.architecture.Attention;
import sao.config.AttentionRule;
import sao.torch.TensorScope;

/// Attention within each row of a [PackedRow]. Differentiable.
///
/// @param row the packed row of the tokens
/// @param masks at least as long as the longest sequence, of the model's element type
record PackedAttention(PackedRow row, AttentionMasks masks) implements Attention {
    @Override
    public Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        if (row.rows().size() == 1) {
            return new SplitPrefixAttention(row.rows().getFirst(), masks).attend(rule, query, key, value);
        }
        return TensorScope.returning(() -> {
            List<Tensor> parts = new ArrayList<>();
            long at = 0;
            for (AnswerRow part : row.rows()) {
                long size = part.size();
                parts.add(new SplitPrefixAttention(part, masks)
                        .attend(rule, query.narrow(0, at, size), key.narrow(0, at, size), value.narrow(0, at, size)));
                at += size;
            }
            return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), 0);
        });
    }
}
