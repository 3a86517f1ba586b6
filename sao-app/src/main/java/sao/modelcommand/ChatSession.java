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

/// One conversation with a model, line by line.
final class ChatSession {
    private final EngineChatModel model;
    private final SamplingSettings sampling;
    private final long seed;
    private final PrintWriter out;
    private final List<ChatMessage> turns = new ArrayList<>();
    private String system = "";
    private int draws;

    /// @param model stays the caller's
    /// @param sampling of the answers
    /// @param seed of the first answer; later ones derive theirs
    /// @param out what the model says
    ChatSession(EngineChatModel model, SamplingSettings sampling, long seed, PrintWriter out) {
        this.model = model;
        this.sampling = sampling;
        this.seed = seed;
        this.out = out;
    }

    /// Talks until the lines end or one is `/exit`.
    void talk(BufferedReader lines) throws IOException {
        prompt();
        for (String line = lines.readLine(); line != null && !line.strip().equals("/exit"); line = lines.readLine()) {
            hear(line.strip());
            prompt();
            if (out.checkError()) {
                return; // the terminal or pipe is gone
            }
        }
        out.println();
        out.flush();
    }

    private void prompt() {
        out.print("> ");
        out.flush();
    }

    private void hear(String line) {
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
            case "/regenerate" -> again();
            default -> out.println("(commands: /system TEXT, /regenerate, /new, /exit)");
        }
    }

    private void again() {
        if (turns.isEmpty()) {
            out.println("(nothing has been said yet)");
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
        } catch (SaoException e) { // the conversation can go on, shorter
            turns.removeLast();
            out.println("(%s %s)".formatted(e.problem(), e.remedy()));
        }
    }

    /// Says the answer as it comes.
    private Answer stream(Conversation conversation) {
        TokenIds prompt = model.tokens(conversation, TurnOpening.NEW_TURN);
        GenerationRequest request =
                new GenerationRequest(prompt, sampling, 1, Seeds.of(seed, draws++), Watch.tokens(new Voice(out)));
        try (RunningGeneration running = model.begin(request)) {
            return running.await().answers().getFirst();
        }
    }

    /// Prints an answer as it is made.
    private record Voice(PrintWriter out) implements TokenListener {
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
