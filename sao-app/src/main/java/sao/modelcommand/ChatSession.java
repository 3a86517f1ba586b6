package sao.modelcommand;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import sao.chat.Answer;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.error.SaoException;
import sao.generation.EngineChatModel;
import sao.generation.GenerationRequest;
import sao.generation.GenerationRequest.Watch;
import sao.generation.RunningGeneration;
import sao.generation.TokenListener;
import sao.model.TurnOpening;
import sao.sampling.ObservedToken;
import sao.token.FinishReason;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.token.TokenIds;

/// A conversation with a model that reads one line per message.
final class ChatSession {
    private final EngineChatModel model;
    private final SamplingSettings sampling;
    private final long seed;
    private final PrintWriter out;
    private final List<ChatMessage> turns = new ArrayList<>();
    private String system = "";
    private int draws;

    /// @param model the model; the caller closes it
    /// @param sampling sampling parameters of the responses
    /// @param seed random seed of the first response; the seeds of later responses are derived from it
    /// @param out receives the responses
    ChatSession(EngineChatModel model, SamplingSettings sampling, long seed, PrintWriter out) {
        this.model = model;
        this.sampling = sampling;
        this.seed = seed;
        this.out = out;
    }

    /// Responds to lines until the input ends or a line is `/exit`.
    void run(BufferedReader lines) throws IOException {
        prompt();
        for (String line = lines.readLine(); line != null && !line.strip().equals("/exit"); line = lines.readLine()) {
            handle(line.strip());
            prompt();
            if (out.checkError()) {
                return; // the terminal or pipe is closed
            }
        }
        out.println();
        out.flush();
    }

    private void prompt() {
        out.print("> ");
        out.flush();
    }

    private void handle(String line) {
        if (line.isEmpty()) {
            return;
        }
        if (!line.startsWith("/")) {
            turns.add(new ChatMessage(Role.USER, line));
            answer();
            return;
        }
        String command = line.split("\\s+", 2)[0];
        switch (command) {
            case "/system" -> {
                system = line.substring(command.length()).strip();
                out.println(system.isEmpty() ? "(no system message)" : "(system message set)");
            }
            case "/new" -> {
                turns.clear();
                out.println("(a new conversation)");
            }
            case "/regenerate" -> regenerate();
            default -> out.println("(commands: /system TEXT, /regenerate, /new, /exit)");
        }
    }

    private void regenerate() {
        if (turns.isEmpty()) {
            out.println("(the conversation has no messages yet)");
            return;
        }
        turns.removeLast();
        answer();
    }

    private void answer() {
        List<ChatMessage> messages = new ArrayList<>();
        if (!system.isEmpty()) {
            messages.add(new ChatMessage(Role.SYSTEM, system));
        }
        messages.addAll(turns);
        try {
            Answer answer = stream(new Conversation(messages));
            turns.add(new ChatMessage(Role.ASSISTANT, answer.text()));
            out.println();
            if (answer.finishReason() == FinishReason.LENGTH) {
                out.println("(cut off at --max-tokens %d)".formatted(sampling.maximumTokens()));
            }
        } catch (SaoException e) { // the conversation can continue with fewer messages
            turns.removeLast();
            out.println("(%s %s)".formatted(e.problem(), e.remedy()));
        }
    }

    /// Prints the response while it is generated.
    private Answer stream(Conversation conversation) {
        TokenIds prompt = model.tokens(conversation, TurnOpening.NEW_TURN);
        GenerationRequest request = new GenerationRequest(
                prompt, sampling, 1, Seeds.of(seed, draws++), Watch.tokens(new TokenPrinter(out)));
        try (RunningGeneration running = model.begin(request)) {
            return running.await().answers().getFirst();
        }
    }

    /// Prints each token of a response when it is generated.
    private record TokenPrinter(PrintWriter out) implements TokenListener {
        @Override
        public void drawn(int answer, ObservedToken token, String text) {
            if (!text.isEmpty()) {
                out.print(text);
                out.flush();
            }
        }

        @Override
        public void ended(int answer, Answer whole) {}
    }
}
