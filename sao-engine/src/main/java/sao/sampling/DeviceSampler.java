package sao.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.Tensors;

/// Draws on the device of the logits with libtorch's operators, for devices whose memory this process cannot read.
/// [HostSampler] computes the same on the processor.
///
/// Only the drawn ids and their log-probabilities are copied to the host; for sequences with alternatives the
/// whole row is copied. On the processor both samplers draw the same tokens, bit for bit; [DeviceChoice]
/// states what may differ on a device that adds in another order. A device's softmax may also round
/// differently from the processor's; then draws within the rounding error of a boundary differ.
final class DeviceSampler implements Sampler {
    private static final Scalar ZERO = Tensors.wholeConstant(0);

    /// The chosen tokens, on the device.
    ///
    /// @param tokens `[D, 1]` int64, -1 for none
    /// @param own log-probabilities of the tokens, `[D, 1]` float32
    /// @param all log-probabilities, `[D, V]` float32
    record Chosen(Tensor tokens, Tensor own, Tensor all) {}

    @Override
    public Drawn[] draw(Tensor logits, List<Draw> draws) {
        List<Integer> order = byKind(draws);
        List<Draw> sorted = order.stream().map(draws::get).toList();
        Chosen chosen = choose(logits.index_select(0, rows(sorted)), sorted);
        long[] tokens = Tensors.toLongs(chosen.tokens());
        float[] own = Tensors.toFloats(chosen.own());
        Drawn[] drawn = new Drawn[draws.size()];
        for (int i = 0; i < drawn.length; i++) {
            int which = order.get(i);
            int token = Math.toIntExact(tokens[i]);
            Optional<Alternatives> wanted = draws.get(which).sequence().alternatives();
            drawn[which] = token < 0 || !Float.isFinite(own[i])
                    ? Drawn.NOTHING
                    : new Drawn(token, own[i], observed(chosen.all().select(0, i), token, wanted));
        }
        return drawn;
    }

    private static Optional<ObservedToken> observed(Tensor row, int token, Optional<Alternatives> wanted) {
        return wanted.map(some -> TokenRanking.observe(Tensors.toFloats(row), 0, token, some));
    }

    /// {@return one token for each draw; all results stay on the device}
    ///
    /// @param own logits of each draw, `[D, V]`
    /// @param sorted the draws, grouped by method
    static Chosen choose(Tensor own, List<Draw> sorted) {
        DeviceChoice choice = DeviceChoice.of(sorted, Math.toIntExact(own.size(1)));
        Tensor wide = own.to(ScalarType.Float);
        Tensor scaled = wide.mul(choice.inverseTemperatures());
        DeviceAdjustment.adjust(scaled, sorted);
        TensorVector chosen = new TensorVector();
        for (int first = 0, end; first < sorted.size(); first = end) {
            DeviceChoice.Kind kind = kind(sorted.get(first));
            end = first + 1;
            while (end < sorted.size() && kind(sorted.get(end)) == kind) {
                end++;
            }
            chosen.push_back(choice.rows(first, end - first).choose(kind, scaled.narrow(0, first, end - first)));
        }
        Tensor tokens = torch.cat(chosen, 0);
        Tensor all = torch.log_softmax(wide, -1);
        return new Chosen(tokens, all.gather(1, tokens.clamp_min(ZERO)), all);
    }

    /// {@return the indices of the draws, grouped by method}
    private static List<Integer> byKind(List<Draw> draws) {
        List<Integer> order = new ArrayList<>(draws.size());
        for (int i = 0; i < draws.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> kind(draws.get(i))));
        return order;
    }

    private static DeviceChoice.Kind kind(Draw draw) {
        return DeviceChoice.Kind.of(draw.sequence().sampling());
    }

    private static Tensor rows(List<Draw> draws) {
        return Tensors.longs(draws.stream().mapToInt(Draw::row).toArray());
    }
}
