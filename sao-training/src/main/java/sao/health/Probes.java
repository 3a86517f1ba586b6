package sao.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;
import sao.config.ModelConfig;
import sao.kernel.RowWorkers;
import sao.sampling.DeviceSamplers;
import sao.sampling.Sampler;
import sao.tensor.Tensors;
import sao.token.Seeds;
import sao.token.TokenIds;
import sao.torch.TensorScope;

/// Prompts that a model answers at each check, computed with the weights under training and drawn by the engine's
/// sampler. The draws of different checks are independent. Equal weights give equal answers at the same step.
///
/// @param prompts rendered, at least one, none empty
/// @param ends tokens that end an answer
/// @param settings number of answers and how they are sampled
/// @param seed of the draws
public record Probes(List<TokenIds> prompts, Set<Integer> ends, ProbeSettings settings, long seed) {
    private static final long MEMORY = 512L << 20; // of one batch, bytes
    private static final int FEWEST_ROWS = 8; // even if they need more
    private static final int COPIES = 5; // of a row's logits in float32, while its next token is drawn

    public Probes {
        prompts = List.copyOf(prompts);
        ends = Set.copyOf(ends);
    }

    /// {@return the health of a model}
    ///
    /// @param model stays the caller's
    /// @param step number of steps that the model was trained
    /// @param draws answers to each prompt, at most those of the settings; the first ones of all its draws
    /// @param chosenLogProbability of chosen answers; nats per token
    public Health look(CausalLanguageModel model, int step, int draws, double chosenLogProbability) {
        Answers answers = answers(model, step, draws);
        return new Health(
                answers.ofPrompts().stream().map(PromptFigures::of).toList(), chosenLogProbability, answers.finite());
    }

    /// The answers of a check.
    ///
    /// @param ofPrompts the answers to each prompt, in the order of the prompts
    /// @param finite whether every distribution consisted of numbers; otherwise answers stop there
    record Answers(List<List<ProbeAnswer>> ofPrompts, boolean finite) {}

    /// {@return the answers of a model}
    Answers answers(CausalLanguageModel model, int step, int draws) {
        List<List<ProbeAnswer>> answers = new ArrayList<>();
        boolean finite = true;
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard();
                RowWorkers workers = new RowWorkers(1)) {
            Sampler sampler = DeviceSamplers.of(workers);
            int size = promptsAtOnce(model, draws);
            for (int first = 0; first < prompts.size(); first += size) {
                List<TokenIds> some = prompts.subList(first, Math.min(prompts.size(), first + size));
                try (var _ = TensorScope.open()) {
                    Batch batch = new Batch(model, sampler, rows(step, some, first, draws));
                    finite &= batch.generate();
                    answers.addAll(batch.answers());
                }
            }
        }
        return new Answers(answers, finite);
    }

    /// {@return the rows of each of these prompts}
    ///
    /// @param first index of the first of them
    private List<List<ProbeRow>> rows(int step, List<TokenIds> some, int first, int draws) {
        long seedOfStep = Seeds.of(seed, "probes after step " + step);
        List<List<ProbeRow>> rows = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            TokenIds prompt = some.get(i);
            int answer = (first + i) * settings.draws();
            rows.add(IntStream.range(answer, answer + draws)
                    .mapToObj(index -> new ProbeRow(prompt, settings.sampling(), Seeds.of(seedOfStep, index)))
                    .toList());
        }
        return rows;
    }

    /// {@return the number of prompts that are answered in one batch, within the memory of a batch}
    private int promptsAtOnce(CausalLanguageModel model, int draws) {
        ModelConfig config = model.config();
        long element = model.elementType() == ScalarType.Float ? 4 : 2;
        long cached = 2L * config.layers() * config.keyValueHeads() * config.headWidth() * places(prompts) * element;
        long row = cached + 4L * COPIES * config.vocabularySize();
        return Math.clamp(Math.max(FEWEST_ROWS, MEMORY / row) / draws, 1, prompts.size());
    }

    private long places(List<TokenIds> of) {
        return of.stream().mapToInt(TokenIds::size).max().orElseThrow()
                + (long) settings.sampling().maximumTokens();
    }

    /// The answers to some prompts, generated together.
    private final class Batch {
        private final CausalLanguageModel model;
        private final Sampler sampler;
        private final List<List<ProbeRow>> ofPrompts;
        private final List<ProbeRow> rows;
        private final ProbeCache cache;
        private boolean finite = true;

        /// @param ofPrompts the rows of each prompt
        Batch(CausalLanguageModel model, Sampler sampler, List<List<ProbeRow>> ofPrompts) {
            this.model = model;
            this.sampler = sampler;
            this.ofPrompts = ofPrompts;
            this.rows = ofPrompts.stream().flatMap(List::stream).toList();
            List<TokenIds> asked =
                    ofPrompts.stream().map(some -> some.getFirst().prompt()).toList();
            this.cache = new ProbeCache(
                    model,
                    rows.size(),
                    model.config().keyValueHeads(),
                    places(asked),
                    model.config().headWidth());
        }

        /// {@return whether every distribution consisted of numbers; otherwise the answers stop there}
        boolean generate() {
            List<Sampler.Draw> first = new ArrayList<>();
            for (int prompt = 0; prompt < ofPrompts.size(); prompt++) {
                for (ProbeRow row : ofPrompts.get(prompt)) {
                    first.add(new Sampler.Draw(row, prompt));
                }
            }
            draw(prefill(), first);
            while (finite && !rows.stream().allMatch(ProbeRow::isComplete)) {
                step();
            }
            return finite;
        }

        List<List<ProbeAnswer>> answers() {
            return ofPrompts.stream()
                    .map(some -> some.stream().map(ProbeRow::answer).toList())
                    .toList();
        }

        /// {@return `[P, V]`, logits of the first token after each prompt}
        private Tensor prefill() {
            List<Tensor> logits = new ArrayList<>();
            for (int i = 0; i < ofPrompts.size(); i++) {
                int draws = ofPrompts.get(i).size();
                int first = i * draws;
                int[] ids = ofPrompts.get(i).getFirst().prompt().toArray();
                logits.add(TensorScope.returning(() -> {
                    Attention attention =
                            (rule, query, key, value) -> cache.prefill(first, draws, rule, query, List.of(key, value));
                    int[] positions = IntStream.range(0, ids.length).toArray();
                    Tensor hidden = model.hidden(Tensors.longs(ids), Tensors.longs(positions), attention);
                    return model.logits(hidden.narrow(0, ids.length - 1, 1));
                }));
            }
            return torch.cat(new TensorVector(logits.toArray(Tensor[]::new)), 0);
        }

        private void step() {
            try (var _ = TensorScope.open()) {
                int[] places = rows.stream().mapToInt(ProbeRow::lastPosition).toArray();
                int[] last = rows.stream().mapToInt(ProbeRow::lastToken).toArray();
                ProbeCache.Step step = cache.step(places);
                Attention attention = (rule, query, key, value) -> cache.attend(step, rule, query, List.of(key, value));
                Tensor hidden = model.hidden(Tensors.longs(last), Tensors.longs(places), attention);
                List<Sampler.Draw> draws = IntStream.range(0, rows.size())
                        .filter(row -> !rows.get(row).isComplete())
                        .mapToObj(row -> new Sampler.Draw(rows.get(row), row))
                        .toList();
                draw(model.logits(hidden), draws);
            }
        }

        private void draw(Tensor logits, List<Sampler.Draw> draws) {
            Sampler.Drawn[] drawn = sampler.draw(logits, draws);
            for (int i = 0; i < drawn.length; i++) {
                if (drawn[i].token() < 0) {
                    finite = false;
                } else {
                    ((ProbeRow) draws.get(i).sequence()).add(drawn[i].token(), ends);
                }
            }
        }
    }
}
