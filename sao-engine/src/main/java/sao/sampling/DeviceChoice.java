package sao.sampling;

import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.Tensors;
import sao.token.SamplingSettings;

/// [TokenChoice] for many rows at once by libtorch's operators.
///
/// The tokens have the same order as in [TokenChoice], and the same float32 probabilities are added in
/// float64. Both choose the same token unless a draw is so close to a boundary between two tokens that the
/// order of the additions matters: on the processor libtorch adds from left to right, so the choices are
/// always equal; a graphics card adds pairwise, so a draw or a nucleus bound within about 1e-15 of a boundary
/// may give the neighbouring token.
///
/// @implNote Only operators that libtorch also has for its device without memory, where it is tried that no
///     tensor is left on the processor: `where` and `isnan`, for example, are not among them.
final class DeviceChoice {
    private static final long[] ROW = {-1};
    private static final Scalar ZERO = Tensors.wholeConstant(0);
    private static final Scalar ONE = Tensors.wholeConstant(1);
    private static final Scalar NONE = Tensors.wholeConstant(-1);
    private static final Scalar NEVER = Tensors.constant(Double.NEGATIVE_INFINITY);

    /// The data sent to the device for each row: its draw and its settings, one column each.
    private static final int UNIFORM = 0;

    private static final int FACTOR = 1;
    private static final int TOP_P = 2;
    private static final int TOP_K = 3;
    private static final int MIN_P = 4;
    private static final int NEGLIGIBLE = 5;
    private static final int COLUMNS = 6;

    private final Tensor numbers;

    private DeviceChoice(Tensor numbers) {
        this.numbers = numbers;
    }

    /// The method of choosing a row's token.
    enum Kind {
        /// The likeliest token.
        GREEDY,
        /// A draw from all tokens.
        WHOLE,
        /// A draw from the tokens that the filters keep.
        FILTERED;

        static Kind of(SamplingSettings sampling) {
            if (sampling.temperature() == 0) {
                return GREEDY;
            }
            return TokenChoice.keepsAll(sampling) ? WHOLE : FILTERED;
        }
    }

    /// {@return the choices of draws, whose parameters are sent to the device as one small tensor}
    ///
    /// @param tokens of the vocabulary
    static DeviceChoice of(List<Sampler.Draw> draws, int tokens) {
        double[] values = new double[draws.size() * COLUMNS];
        for (int i = 0; i < draws.size(); i++) {
            Sampler.Sequence sequence = draws.get(i).sequence();
            SamplingSettings sampling = sequence.sampling();
            int start = i * COLUMNS;
            values[start + UNIFORM] = sequence.uniform();
            values[start + FACTOR] = 1 / sampling.divisor();
            values[start + TOP_P] = sampling.topP();
            values[start + TOP_K] = sampling.topK() < tokens ? sampling.topK() : 0;
            values[start + MIN_P] = sampling.minP();
            values[start + NEGLIGIBLE] = TokenChoice.negligible(sampling, tokens);
        }
        return new DeviceChoice(Tensors.doubles(values, draws.size(), COLUMNS));
    }

    /// {@return the choices of some rows}
    DeviceChoice rows(int first, int count) {
        return new DeviceChoice(numbers.narrow(0, first, count));
    }

    /// {@return the factors of the logits, `[D, 1]` float32}
    Tensor inverseTemperatures() {
        return column(FACTOR).to(ScalarType.Float);
    }

    /// {@return the chosen ids, `[D, 1]` int64; -1 if no token can be chosen}
    ///
    /// @param adjusted logits divided by the temperature, `[D, V]` float32
    Tensor choose(Kind kind, Tensor adjusted) {
        if (kind == Kind.GREEDY) {
            Tensor best = adjusted.argmax(new LongOptional(1), true); // the first of equals
            return best.masked_fill(adjusted.gather(1, best).le(NEVER), NONE);
        }
        Tensor probabilities = torch.softmax(adjusted, -1);
        Tensor chosen = kind == Kind.WHOLE ? whole(probabilities) : filtered(probabilities);
        Tensor first = probabilities.narrow(1, 0, 1);
        return chosen.masked_fill(first.ne(first), NONE); // no number anywhere in the row
    }

    private Tensor whole(Tensor probabilities) {
        Tensor possible = probabilities.gt(ZERO).cumsum(1);
        Tensor last = possible.argmax(new LongOptional(1), true); // where it grew last
        return firstAbove(column(UNIFORM), sums(probabilities), last);
    }

    private Tensor filtered(Tensor probabilities) {
        T_TensorTensor_T both = probabilities.sort(new BoolOptional(true), -1, true); // stable: equal ones by id
        Tensor falling = both.get0();
        Tensor sums = sums(falling);
        Tensor least =
                column(MIN_P).mul(falling.narrow(1, 0, 1).to(ScalarType.Double)).to(ScalarType.Float);
        Tensor k = column(TOP_K).to(ScalarType.Long);
        Tensor hasK = k.gt(ZERO);
        Tensor bound =
                either(hasK, at(falling, k), least.maximum(column(NEGLIGIBLE).to(ScalarType.Float)));
        Tensor candidates = count(falling.ge(bound)).minimum(count(falling.gt(ZERO)));
        Tensor reached = at(sums, candidates);
        Tensor mass = either(hasK, reached, torch.ones_like(reached));
        Tensor nucleus = count(sums.lt(column(TOP_P).mul(mass))).add(ONE).minimum(candidates);
        Tensor kept = nucleus.minimum(count(falling.ge(least)).clamp_min(ONE));
        Tensor goal = column(UNIFORM).mul(at(sums, kept));
        return both.get1().gather(1, firstAbove(goal, sums, kept.sub(ONE)));
    }

    private Tensor column(int which) {
        return numbers.narrow(1, which, 1);
    }

    private static Tensor sums(Tensor probabilities) {
        return probabilities.cumsum(1, new ScalarTypeOptional(ScalarType.Double));
    }

    /// {@return the number of true values in each row, `[D, 1]` int64}
    private static Tensor count(Tensor marks) {
        return marks.sum(ROW, true, new ScalarTypeOptional(ScalarType.Long));
    }

    /// {@return the values of one column where the flag is set, of the other elsewhere, `[D, 1]`}
    private static Tensor either(Tensor flag, Tensor one, Tensor other) {
        return torch.cat(new TensorVector(other, one), 1).gather(1, flag.to(ScalarType.Long));
    }

    /// {@return each row's n-th value, counted from 1, `[D, 1]`}
    private static Tensor at(Tensor values, Tensor n) {
        return values.gather(1, n.sub(ONE).clamp_min(ZERO));
    }

    /// {@return the first index whose cumulative sum is above the goal; the last index if rounding keeps the
    /// sums below it}
    private static Tensor firstAbove(Tensor goal, Tensor sums, Tensor last) {
        return count(sums.le(goal)).minimum(last).clamp_min(ZERO);
    }
}
