package sao.loss;

import com.fasterxml.jackson.databind.JsonNode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import sao.likelihood.AnswerLikelihoods;
import sao.likelihood.BatchTotals;
import sao.likelihood.PairLikelihoods;

/// The inputs of one reference case as tensors; the policy's sums are leaves that collect gradients.
record ReferenceInputs(JsonNode inputs, torch.ScalarType type) {
    PairLikelihoods pairs(boolean promptSupervised) {
        Tensor chosen = tensor("policy_chosen_sum").set_requires_grad(true);
        Tensor rejected = tensor("policy_rejected_sum").set_requires_grad(true);
        Tensor supervised = promptSupervised ? chosen.add(tensor("prompt_sum")) : chosen;
        Tensor divergence =
                tensor("kl_policy_sum").sub(tensor("kl_ref_sum")).mean().clamp_min(new Scalar(0.0));
        return new PairLikelihoods(
                new AnswerLikelihoods(chosen, tensor("chosen_len"), tensor("ref_chosen_sum")),
                new AnswerLikelihoods(rejected, tensor("rejected_len"), tensor("ref_rejected_sum")),
                torch.ones_like(chosen.detach()),
                supervised,
                divergence);
    }

    BatchTotals totals(boolean promptSupervised) {
        double tokens = sum("chosen_len") + (promptSupervised ? sum("prompt_len") : 0);
        return new BatchTotals(inputs.get("chosen_len").size(), (long) tokens);
    }

    /// The largest number that the loss computes with: what its rounding in single precision is relative
    /// to.
    double largest(PreferenceLoss loss) {
        double largest = 1;
        for (Tensor tensor : new Tensor[] {loss.perPair(pairs(false)), loss.rewardMargin(pairs(false))}) {
            largest = Math.max(largest, tensor.abs().max().item_double());
        }
        return largest;
    }

    private double sum(String name) {
        return inputs.get(name).valueStream().mapToDouble(JsonNode::asDouble).sum();
    }

    private Tensor tensor(String name) {
        double[] values =
                inputs.get(name).valueStream().mapToDouble(JsonNode::asDouble).toArray();
        return Tensor.create(values).to(type);
    }
}
