package sao.gradient;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import sao.torch.TensorScope;

/// Combines the functions of the rows of a [PackedRow] into one function.
///
/// @param row the packed row of the log-probabilities
/// @param functions one for each row
record PackedFunction(PackedRow row, List<? extends RowFunction> functions) implements RowFunction {
    @Override
    public Tensor derivative(TokenLikelihoods likelihoods) {
        return TensorScope.returning(() -> {
            List<Tensor> parts = new ArrayList<>();
            long at = 0;
            for (int i = 0; i < functions.size(); i++) {
                long count = row.rows().get(i).targetCount();
                parts.add(functions
                        .get(i)
                        .derivative(new TokenLikelihoods(
                                likelihoods.logProbabilities().narrow(0, at, count),
                                likelihoods.agreements().narrow(0, at, count))));
                at += count;
            }
            return parts.size() == 1 ? parts.getFirst() : torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), 0);
        });
    }

    @Override
    public boolean needsAgreement() {
        return functions.stream().anyMatch(RowFunction::needsAgreement);
    }
}
