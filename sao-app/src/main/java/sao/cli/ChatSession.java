package sao.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import sao.domain.Answer;
import sao.domain.ChatMessage;
import sao.domain.ChatModel;
import sao.domain.Conversation;
import sao.domain.FinishReason;
import sao.domain.Role;
import sao.domain.SamplingSettings;
import sao.domain.SaoException;
import sao.domain.Seeds;

/// One conversation with a model, line by line.
final class ChatSession {
    private final ChatModel model;
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
    ChatSession(ChatModel model, SamplingSettings sampling, long seed, PrintWriter out) {
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
            Answer answer = model.generate(new Conversation(messages), sampling, 1, Seeds.of(seed, draws++))
                    .answers()
                    .getFirst();
            turns.add(new ChatMessage(Role.ASSISTANT, answer.text()));
            out.println(answer.text());
            if (answer.finishReason() == FinishReason.LENGTH) {
                out.println("(cut off at --max-tokens %d)".formatted(sampling.maximumTokens()));
            }
        } catch (SaoException e) { // the conversation can go on, shorter
            turns.removeLast();
            out.println("(%s %s)".formatted(e.problem(), e.remedy()));
        }
    }
}
