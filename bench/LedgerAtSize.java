

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.calls.CallPurpose;
import sao.chat.Answer;
import sao.chat.Capabilities;
import sao.chat.ChatModel;
import sao.chat.Continuation;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.chat.Usage;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.pairing.FlaggedAnswers;
import sao.pairing.PairRules;
import sao.pairing.TruncatedAnswers;
import sao.persona.PersonaGrid;
import sao.prompt.PromptTemplate;
import sao.rubric.JudgeRubric;
import sao.synthesis.PromptSettings;
import sao.synthesis.Synthesis;
import sao.synthesis.SynthesisParts;
import sao.synthesis.SynthesisSettings;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.token.TokenIds;
import sao.verdict.LikelihoodJudge;

/** What ledger and scheduling cost a row: the whole pipeline with a model that answers at once, then the same again from memory. */
final class LedgerAtSize {
    private static final int IN_FLIGHT = 512;
    private static final long EVERY = 10_000_000_000L;

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int rows = Integer.parseInt(arguments[1]);
        boolean again = arguments.length > 2 && arguments[2].equals("again");
        double open = seconds(() -> Ledger.open(folder).close());
        try (Ledger ledger = Ledger.open(folder)) {
            Synthesis synthesis = synthesis(ledger, rows);
            Thread watch = Thread.ofPlatform().daemon().start(() -> watch(synthesis));
            double took = seconds(() -> synthesis.run(ledger, 1));
            watch.interrupt();
            System.out.printf(Locale.ROOT, "%s%n", synthesis.progress());
            try (LedgerReader reader = ledger.reader()) {
                System.out.printf(Locale.ROOT, "calls %s%n", reader.calls());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d rows in %.1f s: %.0f rows/s, %.3f ms a row; peak memory %s, heap at most %d MB%n",
                    again ? "again" : "first",
                    rows, took, rows / took, 1000 * took / rows, peak(), Runtime.getRuntime().maxMemory() >> 20);
        }
        double reopen = seconds(() -> Ledger.open(folder).close());
        double status = seconds(() -> {
            try (LedgerReader reader = LedgerReader.open(folder)) {
                reader.round(1).funnel();
            }
        });
        long bytes = Files.size(folder.resolve("ledger.db"));
        System.out.printf(
                Locale.ROOT,
                "database %.0f MB, %d bytes a row; opened in %.3f s, again in %.3f s; status in %.2f s%n",
                bytes / 1e6, bytes / rows, open, reopen, status);
    }

    private static Synthesis synthesis(Ledger ledger, int rows) {
        ChatModel model = new Instant();
        SynthesisParts parts = new SynthesisParts(
                new PersonaGrid(42), java.util.Optional.empty(),
                ledger.remembering(model, CallPurpose.PROMPTS),
                ledger.remembering(model, CallPurpose.RESPONSES),
                new LikelihoodJudge(ledger.remembering(model, CallPurpose.JUDGMENTS), JudgeRubric.named(JudgeRubric.DEFAULT)),
                model.fingerprint(),
                new PairRules(0, 4, TruncatedAnswers.DROP, FlaggedAnswers.DROP, 0), java.util.Optional.empty(),
                java.util.Optional.empty());
        return new Synthesis(parts, new SynthesisSettings(
                42, rows, 0, 1.5,
                new PromptSettings(
                        PromptTemplate.named("paper"), sao.synthesis.PromptMix.PAPER, sao.prompt.Language.ANY,
                        SamplingSettings.of(0.6, 0.95, 256),
                        new sao.synthesis.PromptRules(
                                new sao.novelty.NoveltyRules(0.7, 1), sao.synthesis.PromptRules.Repetitions.DROP,
                                new sao.novelty.BenchmarkIndex(8), 0)),
                2, SamplingSettings.of(0.6, 0.95, 1024), IN_FLIGHT));
    }

    private static void watch(Synthesis synthesis) {
        long before = 0;
        try {
            while (true) {
                Thread.sleep(EVERY / 1_000_000);
                long pairs = synthesis.progress().pairs();
                Runtime heap = Runtime.getRuntime();
                System.out.printf(Locale.ROOT, "%d pairs, %.0f/s, heap used %d MB%n", pairs, (pairs - before) / (EVERY / 1e9),
                        heap.totalMemory() - heap.freeMemory() >> 20);
                before = pairs;
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("unknown")
                .replaceAll("\\s+", " ");
    }

    /** Answers at once: prompts of some 25 words, answers of some 45 words and 60 tokens, verdicts. */
    private static final class Instant implements ChatModel {
        private static final String[] WORDS = words();

        private static String[] words() {
            String[] words = new String[4096];
            for (int i = 0; i < words.length; i++) {
                StringBuilder word = new StringBuilder();
                long rest = Seeds.mix(i);
                int letters = 3 + (int) Long.remainderUnsigned(rest, 7);
                for (int k = 0; k < letters; k++) {
                    rest = Seeds.mix(rest);
                    word.append((char) ('a' + Long.remainderUnsigned(rest, 26)));
                }
                words[i] = word.toString();
            }
            return words;
        }

        private static String text(long seed, int count) {
            StringBuilder text = new StringBuilder(count * 7);
            long state = seed;
            for (int i = 0; i < count; i++) {
                state = Seeds.mix(state + 0x9E3779B97F4A7C15L);
                text.append(WORDS[(int) (state >>> 52)]).append(' ');
            }
            return text.toString().strip();
        }

        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            boolean forPrompt = sampling.maximumTokens() == 256;
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long own = Seeds.of(seed, i);
                answers.add(forPrompt
                        ? answer("User prompt: How does " + text(own, 20) + "?", 30, own)
                        : answer(text(own, 40 + (int) (own & 7)), 60, own));
            }
            return new Generation(tokens(seed, forPrompt ? 80 : 40), answers, new Usage(80, 0, 30, 1));
        }

        private static Answer answer(String text, int tokens, long seed) {
            float[] values = new float[tokens];
            long state = seed;
            for (int i = 0; i < tokens; i++) {
                state = Seeds.mix(state + i);
                values[i] = -(state & 0xFFFF) / 32_768f;
            }
            return new Answer(text, tokens(seed, tokens), LogProbabilities.of(values), FinishReason.STOP, seed);
        }

        private static TokenIds tokens(long seed, int count) {
            int[] ids = new int[count];
            long state = seed;
            for (int i = 0; i < count; i++) {
                state = Seeds.mix(state + i);
                ids[i] = (int) (state & 0xBFFF);
            }
            return TokenIds.of(ids);
        }

        @Override
        public Score score(Conversation conversation, List<String> continuations) {
            long draw = Seeds.mix(conversation.messages().getFirst().content().hashCode());
            List<Continuation> scores = new ArrayList<>();
            for (int i = 0; i < continuations.size(); i++) {
                float value = -1 - (Seeds.mix(draw + i) & 0xFF) / 256f - i / 1024f;
                scores.add(new Continuation(TokenIds.of(216, 33 + i, 216), LogProbabilities.of(value, -0.01f, -0.02f)));
            }
            return new Score(tokens(draw, 420), scores, new Usage(420, 200, 6, 1));
        }

        @Override
        public String fingerprint() {
            return "0123456789abcdef0123456789abcdef";
        }

        @Override
        public Score scoreText(String context, List<String> continuations) {
            return score(Conversation.ask(context), continuations);
        }

        @Override
        public int concurrency() {
            return 4;
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.all(8192, "stub");
        }

        @Override
        public void close() {}
    }
}
