package sao.modelcommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sao.chat.Answer;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Role;
import sao.command.ExitCode;
import sao.command.ModelOptions;
import sao.command.Subcommand;
import sao.command.UsageException;
import sao.generation.EngineChatModel;
import sao.token.SamplingSettings;

/// The command `sao generate`: generates responses to one prompt.
@Command(name = "generate", description = "Generates one or several responses to a prompt.")
public final class GenerateCommand extends Subcommand {
    private static final JsonMapper JSON = new JsonMapper();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "Catalog name, folder or .gguf file.")
    private String model = "";

    @Option(
            names = "--prompt",
            required = true,
            paramLabel = "TEXT",
            description = "The prompt; - reads it from standard input.")
    private String prompt = "";

    @Option(names = "--system", paramLabel = "TEXT", description = "System message.")
    private String system = "";

    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of responses (default: ${DEFAULT-VALUE}).")
    private int count = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of sampling (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private SamplingOptions sampling = new SamplingOptions();

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Option(names = "--json", description = "Print each response as a JSON object on one line.")
    private boolean json;

    @Override
    protected int execute() throws IOException {
        if (count < 1) {
            throw new UsageException("--n is %d.".formatted(count), "Give at least 1.");
        }
        SamplingSettings how = sampling.settings();
        PrintWriter out = out();
        try (EngineChatModel open = options.openForOne(model, err())) {
            sampling.requireTokens(open.source().config().vocabularySize());
            Generation generation = open.generate(conversation(), how, count, seed);
            for (int i = 0; i < generation.answers().size(); i++) {
                out.println(line(i, generation.answers().get(i)));
            }
        }
        return ExitCode.DONE;
    }

    private Conversation conversation() throws IOException {
        List<ChatMessage> messages = new ArrayList<>();
        if (!system.isEmpty()) {
            messages.add(new ChatMessage(Role.SYSTEM, system));
        }
        String text =
                prompt.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip() : prompt;
        messages.add(new ChatMessage(Role.USER, text));
        return new Conversation(messages);
    }

    private String line(int index, Answer answer) {
        if (!json) {
            return count == 1 ? answer.text() : "[%d] %s".formatted(index + 1, answer.text());
        }
        ObjectNode line = JSON.createObjectNode();
        line.put("index", index);
        line.put("text", answer.text());
        line.set("tokens", JSON.valueToTree(answer.tokens().orElseThrow().toArray()));
        line.set(
                "logprobs",
                JSON.valueToTree(answer.logProbabilities().orElseThrow().toArray()));
        line.put("finish_reason", answer.finishReason().label());
        line.put("seed", answer.seed());
        return line.toString();
    }
}
