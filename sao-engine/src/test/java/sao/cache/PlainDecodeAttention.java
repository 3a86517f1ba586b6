package sao.cache;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.SoftCap;
import sao.config.AttentionRule;
import sao.config.ModelConfig;
import sao.tensor.Tensors;

/// Attention of one new token in each of several sequences by libtorch's own operators: the plain twin of
/// [DecodeAttention] and [PagedAttention].
final class PlainDecodeAttention implements Attention {
    private final ModelConfig config;
    private final List<ContiguousCache> caches;

    /// @param caches one for each of the first rows; rows beyond are padding
    PlainDecodeAttention(ModelConfig config, List<ContiguousCache> caches) {
        this.config = config;
        this.caches = caches;
    }

    @Override
    public Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        long width = (long) config.heads() * config.headWidth();
        TensorVector mixed = new TensorVector();
        for (int row = 0; row < caches.size(); row++) {
            ContiguousCache cache = caches.get(row);
            Tensor seen = written(cache, rule, false, key.select(0, row));
            Tensor shown = written(cache, rule, true, value.select(0, row));
            Tensor asked = query.select(0, row)
                    .to(ScalarType.Float)
                    .mul(new Scalar(rule.scale()))
                    .reshape(config.keyValueHeads(), -1, config.headWidth()); // [K, G, D]
            Tensor scores = SoftCap.apply(asked.matmul(seen.transpose(1, 2)), rule.softCap());
            mixed.push_back(torch.softmax(scores, -1).matmul(shown).reshape(1, width));
        }
        if (query.size(0) > caches.size()) {
            mixed.push_back(Tensors.zeros(ScalarType.Float, query.size(0) - caches.size(), width));
        }
        return torch.cat(mixed, 0).to(query.scalar_type());
    }

    /// Writes a row's keys (or values) behind what its cache holds.
    ///
    /// @param fresh `[K, D]`
    /// @return what the row sees of them now, `[K, S, D]`
    private static Tensor written(ContiguousCache cache, AttentionRule rule, boolean values, Tensor fresh) {
        Tensor all = cache.view(rule.layer(), values);
        all.select(1, cache.length()).copy_(fresh);
        int first = rule.first(cache.length());
        return all.narrow(1, first, (long) cache.length() + 1 - first).to(ScalarType.Float);
    }
}
