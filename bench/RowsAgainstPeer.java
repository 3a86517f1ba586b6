

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sao.calls.CallPurpose;
import sao.chat.Answer;
import sao.chat.Capabilities;
import sao.chat.ChatMessage;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.chat.Usage;
import sao.error.SaoException;
import sao.judging.Judge;
import sao.ledger.Ledger;
import sao.pairing.FlaggedAnswers;
import sao.pairing.PairRules;
import sao.pairing.TruncatedAnswers;
import sao.persona.PersonaGrid;
import sao.prompt.PromptTemplate;
import sao.rows.Funnel;
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
import sao.verdict.SeatOrder;
import sao.verdict.WrittenJudge;

/** The pipeline on bench/OpenAiStub.java: a prompt, two answers, one written verdict for each row. */
final class RowsAgainstPeer {
    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[1]);
        System.setProperty("http.maxConnections", "128"); // the number of concurrent rows
        ChatModel model = new Served(Integer.parseInt(arguments[0]));
        try (Ledger ledger = Ledger.open(Path.of(arguments[2]))) {
            Judge judge = new WrittenJudge(
                    ledger.remembering(model, CallPurpose.JUDGMENTS), JudgeRubric.named(JudgeRubric.DEFAULT),
                    SeatOrder.GIVEN, SamplingSettings.of(0, 1, 64), 42);
            SynthesisParts parts = new SynthesisParts(
                    new PersonaGrid(42), java.util.Optional.empty(), ledger.remembering(model, CallPurpose.PROMPTS), ledger.remembering(model, CallPurpose.RESPONSES), judge,
                    model.fingerprint(), new PairRules(0, 4, TruncatedAnswers.DROP, FlaggedAnswers.DROP, 0), java.util.Optional.empty(),
                    java.util.Optional.empty());
            Synthesis synthesis = new Synthesis(parts, new SynthesisSettings(
                    42, rows, 0, 1.5,
                    new PromptSettings(
                        PromptTemplate.named("paper"), sao.synthesis.PromptMix.PAPER, sao.prompt.Language.ANY,
                        SamplingSettings.of(0.6, 0.95, 256),
                        new sao.synthesis.PromptRules(
                                new sao.novelty.NoveltyRules(0.7, 1), sao.synthesis.PromptRules.Repetitions.DROP,
                                new sao.novelty.BenchmarkIndex(8), 0)),
                    2, SamplingSettings.of(0.6, 0.95, 256), 128));
            long begin = System.nanoTime();
            Funnel funnel = synthesis.run(ledger, 1);
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(Locale.ROOT, "{\"program\": \"sao\", \"rows\": %d, \"seconds\": %.1f, \"rows_per_s\": %.1f, \"pairs\": %d}%n",
                    funnel.personas(), seconds, funnel.personas() / seconds, funnel.pairs());
        }
    }

    /** Chat completions, nothing more. */
    private static final class Served implements ChatModel {
        private static final JsonMapper JSON = new JsonMapper();
        private final URL url;

        Served(int port) throws IOException {
            url = URI.create("http://127.0.0.1:" + port + "/v1/chat/completions").toURL();
        }

        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            ObjectNode body = JSON.createObjectNode().put("model", "stub").put("n", count).put("seed", seed & 0x7FFFFFFF)
                    .put("temperature", sampling.temperature()).put("max_tokens", sampling.maximumTokens());
            ArrayNode messages = body.putArray("messages");
            for (ChatMessage message : conversation.messages()) {
                messages.addObject().put("role", message.role().label()).put("content", message.content());
            }
            try {
                JsonNode reply = JSON.readTree(post(JSON.writeValueAsBytes(body)));
                List<Answer> answers = new ArrayList<>();
                for (JsonNode choice : reply.path("choices")) {
                    answers.add(new Answer(choice.at("/message/content").asText(), TokenIds.of(), LogProbabilities.of(),
                            FinishReason.STOP, Seeds.of(seed, answers.size())));
                }
                return new Generation(TokenIds.of(), answers, new Usage(80, 0, 60, 1));
            } catch (IOException e) {
                throw new SaoException("The stub did not answer: " + e, "Look at it.", e);
            }
        }

        // one blocking connection per waiting row: virtual threads may block, and no work is passed between threads
        private byte[] post(byte[] body) throws IOException {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            try (InputStream in = connection.getInputStream()) {
                return in.readAllBytes();
            }
        }

        @Override
        public Score score(Conversation conversation, List<String> continuations) {
            throw new UnsupportedOperationException("chat completions score nothing");
        }

        @Override
        public String fingerprint() {
            return "stub";
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
            return new Capabilities(false, false, false, true, 8192, false, "stub");
        }

        @Override
        public void close() {}
    }
}
