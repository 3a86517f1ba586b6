package sao.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.file.Sha256;

/// The HTML page around the report's sections: a template, one style sheet, one script, and a content security
/// policy that allows nothing else.
final class Page {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");

    private Page() {}

    /// {@return the page with its placeholders replaced}
    ///
    /// @param template name of the template's resource
    /// @param parts markup by the name of its placeholder
    /// @param json the data block, JSON
    /// @throws IllegalStateException if `parts` lacks a placeholder of the template
    static String fill(String template, Map<String, Markup> parts, String json) {
        String style = resource("report.css");
        String script = resource("report.js");
        StringBuilder page = new StringBuilder();
        Matcher place = PLACE.matcher(resource(template));
        while (place.find()) {
            String name = place.group(1);
            String filling = switch (name) {
                case "style" -> style;
                case "script" -> script;
                case "policy" -> policy(style, script);
                case "data" -> inScriptElement(json);
                default -> part(parts, name);
            };
            place.appendReplacement(page, Matcher.quoteReplacement(filling));
        }
        return place.appendTail(page).toString();
    }

    private static String part(Map<String, Markup> parts, String name) {
        Markup part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException("nothing fills {{%s}}".formatted(name));
        }
        return part.toString();
    }

    /// {@return a content security policy that allows only this style sheet and this script, and no requests}
    private static String policy(String style, String script) {
        return "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action 'none'"
                .formatted(digest(style), digest(script));
    }

    /// {@return the JSON, escaped so that it can neither end a script element nor begin a comment in it}
    static String inScriptElement(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    static String digest(String text) {
        byte[] sha256 = Sha256.begin().digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(sha256);
    }

    private static String resource(String name) {
        try (InputStream bytes = Page.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException("%s is missing from the jar".formatted(name));
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
