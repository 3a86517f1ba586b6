

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import sao.architecture.Precision;
import sao.config.ModelConfig;
import sao.configfile.GgufConfig;
import sao.gguf.GgufFile;
import sao.gradient.AnswerRow;
import sao.gradient.RowPass;
import sao.gradient.TokenLikelihoods;
import sao.gradient.TrainableModel;
import sao.token.TokenIds;
import sao.torch.NativeLibrary;
import sao.torch.TensorScope;

/// Measures prefix sharing: gradients of one row `prompt | chosen | rejected` compared with those of two rows
/// `prompt | response`, alternately, on random tokens.
///
/// Arguments: MODEL.gguf PROMPT ANSWER THREADS [ROUNDS]. Prints one JSON line.
void main(String[] arguments) {
    int prompt = Integer.parseInt(arguments[1]);
    int answer = Integer.parseInt(arguments[2]);
    int rounds = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 4;
    NativeLibrary.start();
    NativeLibrary.useThreads(Integer.parseInt(arguments[3]));
    try (var _ = TensorScope.open();
            var file = GgufFile.open(Path.of(arguments[0]))) {
        ModelConfig config = GgufConfig.parse(file.metadata(), file.names(), List.of());
        var random = new SplittableRandom(1);
        TokenIds question = tokens(random, prompt);
        TokenIds one = tokens(random, answer);
        TokenIds other = tokens(random, answer);
        List<AnswerRow> shared = List.of(new AnswerRow(question, List.of(one, other)));
        List<AnswerRow> apart = List.of(new AnswerRow(question, List.of(one)), new AnswerRow(question, List.of(other)));
        try (var trainee = TrainableModel.whole(config, file, Precision.BFLOAT16, 1);
                var pass = new RowPass(
                        trainee, prompt + answer, new RowPass.Memory(64L << 20, false), Optional.empty())) {
            double best = Double.MAX_VALUE;
            double twice = Double.MAX_VALUE;
            for (int round = 0; round <= rounds; round++) { // the first is warm-up
                double a = seconds(pass, shared);
                double b = seconds(pass, apart);
                best = round == 0 ? best : Math.min(best, a);
                twice = round == 0 ? twice : Math.min(twice, b);
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"prompt\": %d, \"answer\": %d, \"shared_seconds\": %.3f, \"apart_seconds\": %.3f, \"ratio\": %.2f}",
                    prompt,
                    answer,
                    best,
                    twice,
                    twice / best));
        }
    }
}

double seconds(RowPass pass, List<AnswerRow> rows) {
    long begin = System.nanoTime();
    for (AnswerRow row : rows) {
        pass.addGradient(row, this::half);
    }
    return (System.nanoTime() - begin) / 1e9;
}

Tensor half(TokenLikelihoods likelihoods) {
    return torch.full_like(likelihoods.logProbabilities(), new Scalar(0.5));
}

TokenIds tokens(SplittableRandom random, int count) {
    return TokenIds.of(random.ints(count, 20, 40_000).toArray());
}
