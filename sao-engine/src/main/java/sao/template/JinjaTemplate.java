package sao.template;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.error.SaoException;
import sao.jinja.Statement;
import sao.jinja.StatementParser;
import sao.python.None;

/// A chat template in the Jinja that Hugging Face's models are published with, rendered as transformers
/// renders it: `trim_blocks` and `lstrip_blocks` are on, `tools` and `documents` are none.
///
/// A template comes with a model from anywhere, so it is sandboxed: it reaches nothing but the
/// conversation, and its work is bounded. What the conversation says is data and is never read as template.
public final class JinjaTemplate implements ChatTemplate {
    private final String source;
    private final List<Statement> statements;
    private final String beginningToken;
    private final String endToken;
    private final Clock clock;

    private JinjaTemplate(
            String source, List<Statement> statements, String beginningToken, String endToken, Clock clock) {
        this.source = source;
        this.statements = statements;
        this.beginningToken = beginningToken;
        this.endToken = endToken;
        this.clock = clock;
    }

    /// Reads a template.
    ///
    /// @param source of the template
    /// @param beginningToken what it knows as `bos_token`, empty when the model has none
    /// @param endToken what it knows as `eos_token`, empty when the model has none
    /// @throws SaoException if the source is not a template
    public static JinjaTemplate parse(String source, String beginningToken, String endToken) {
        return new JinjaTemplate(
                source, StatementParser.parse(source), beginningToken, endToken, Clock.system(ZoneId.systemDefault()));
    }

    /// {@return this template with another clock, for those that print the date}
    public JinjaTemplate withClock(Clock other) {
        return new JinjaTemplate(source, statements, beginningToken, endToken, other);
    }

    @Override
    public String render(Conversation conversation, boolean generationPrompt) {
        List<Object> messages = conversation.messages().stream()
                .map(JinjaTemplate::message)
                .map(Object.class::cast)
                .toList();
        return render(messages, generationPrompt);
    }

    private static Map<String, Object> message(ChatMessage message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", message.role().label());
        fields.put("content", message.content());
        return Collections.unmodifiableMap(fields);
    }

    /// Renders messages that may have other roles and fields than a [Conversation].
    String render(List<Object> messages, boolean generationPrompt) {
        Rendering rendering = new Rendering(clock);
        Interpreter interpreter = new Interpreter(rendering);
        Scope scope = new Scope();
        new Globals(rendering, interpreter.values()).putInto(scope);
        scope.set("messages", messages);
        scope.set("add_generation_prompt", generationPrompt);
        scope.set("tools", None.NONE);
        scope.set("documents", None.NONE);
        scope.set("bos_token", beginningToken);
        scope.set("eos_token", endToken);
        try {
            return interpreter.render(statements, scope.inner());
        } catch (StackOverflowError e) {
            throw new SaoException(
                    "The chat template nests deeper than this thread's stack.", "Give another template.", e);
        }
    }

    @Override
    public String source() {
        return source;
    }
}
