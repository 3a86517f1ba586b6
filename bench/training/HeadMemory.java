package sao.training;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.adapter.LoraSettings;
import sao.architecture.Precision;
import sao.config.AttentionShape;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.config.Rotation;
import sao.gradient.AnswerRow;
import sao.gradient.RowPass;
import sao.gradient.TokenLikelihoods;
import sao.gradient.TrainableModel;
import sao.token.TokenIds;
import sao.torch.NativeLibrary;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// Measures the memory of loss and output head beyond the weights for a vocabulary size. The model is a decoder of one
/// layer with an adapter, so that the head has no gradient.
///
/// Arguments: VOCABULARY ANSWER [LOGITS, in MiB]. Prints one JSON line.
final class HeadMemory {
    private static final int WIDTH = 576;

    private HeadMemory() {}

    public static void main(String[] arguments) {
        int vocabulary = Integer.parseInt(arguments[0]);
        int answer = Integer.parseInt(arguments[1]);
        NativeLibrary.start();
        NativeLibrary.useThreads(1);
        ModelConfig config = new ModelConfig(
                Family.LLAMA, vocabulary, WIDTH, 1536, 1, 9, 3, 64, 1e-5, new Rotation(10_000, new Rotation.Unscaled()), 8192,
                true, AttentionShape.plain(64), OptionalDouble.empty(), OutputHead.TOKENS);
        long logits = arguments.length > 2 ? Long.parseLong(arguments[2]) : 64;
        LoraSettings adapter = new LoraSettings(8, 16, LoraSettings.TARGETS);
        var random = new SplittableRandom(1);
        AnswerRow row = new AnswerRow(
                tokens(random, 16), List.of(tokens(random, answer), tokens(random, answer)));
        try (var _ = TensorScope.open();
                var trainee = TrainableModel.adapted(config, new Drawn(config), Precision.BFLOAT16, adapter, 1);
                var pass = new RowPass(
                        trainee, 16 + answer, new RowPass.Memory(logits << 20, false), Optional.empty())) {
            pass.addGradient(new AnswerRow(tokens(random, 4), List.of(tokens(random, 4))), HeadMemory::half); // kernels
            long before = ProcessMemory.residentBytes();
            ProcessMemory.forgetPeak();
            pass.addGradient(row, HeadMemory::half);
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"vocabulary\": %d, \"answer_tokens\": %d, \"beyond_weights_mib\": %.0f, \"all_logits_float32_mib\": %.0f}",
                    vocabulary,
                    2 * answer,
                    (ProcessMemory.peakBytes() - before) / (double) (1 << 20),
                    8.0 * answer * vocabulary / (1 << 20)));
        }
    }

    private static Tensor half(TokenLikelihoods likelihoods) {
        return torch.full_like(likelihoods.logProbabilities(), new Scalar(0.5));
    }

    private static TokenIds tokens(SplittableRandom random, int count) {
        return TokenIds.of(random.ints(count, 20, 40_000).toArray());
    }

    /// Weights that are generated at random when they are read.
    private record Drawn(ModelConfig config) implements WeightSource {
        @Override
        public List<String> names() {
            return List.copyOf(config.parameterShapes().keySet());
        }

        @Override
        public long[] shape(String name) {
            return config.parameterShapes().get(name);
        }

        @Override
        public String storedAs(String name) {
            return "BF16";
        }

        @Override
        public Tensor read(String name) {
            Tensor drawn = torch.empty(shape(name)).to(ScalarType.BFloat16);
            return drawn.fill_(new Scalar(0.01));
        }

        @Override
        public String fingerprint() {
            return "drawn";
        }

        @Override
        public void close() {
            // no resource is open
        }
    }
}
