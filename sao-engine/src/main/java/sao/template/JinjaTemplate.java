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

/// A chat template in the Jinja dialect that Hugging Face's models are published with, rendered as transformers
/// renders it: `trim_blocks` and `lstrip_blocks` are on, `tools` and `documents` are `None`.
///
/// Templates come from untrusted models, so they are sandboxed: a template reads only the conversation, and its
/// work is bounded in proportion to it. The conversation's text is never parsed as a template.
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

    /// Parses a template.
    ///
    /// @param source text of the template
    /// @param beginningToken value of `bos_token`; empty if the model has none
    /// @param endToken value of `eos_token`; empty if the model has none
    /// @throws SaoException if the source has a syntax error
    public static JinjaTemplate parse(String source, String beginningToken, String endToken) {
        return new JinjaTemplate(
                source, StatementParser.parse(source), beginningToken, endToken, Clock.system(ZoneId.systemDefault()));
    }

    /// {@return this template with another clock, for templates that print the date}
    JinjaTemplate withClock(Clock other) {
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

    private static long characters(Object message) {
        return message instanceof Map<?, ?> fields
                ? fields.values().stream()
                        .mapToLong(value -> value instanceof String text ? text.length() : 0)
                        .sum()
                : 0;
    }

    /// Renders messages that may have other roles and fields than those of a [Conversation].
    String render(List<Object> messages, boolean generationPrompt) {
        Rendering rendering = new Rendering(
                clock, messages.stream().mapToLong(JinjaTemplate::characters).sum());
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
