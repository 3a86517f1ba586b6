package sao.jinja;

import sao.error.SaoException;

/// Errors in the source of a template.
final class TemplateSyntax {
    private TemplateSyntax() {}

    static SaoException error(int line, String problem) {
        return new SaoException(
                "The chat template cannot be read: line %d: %s.".formatted(line, problem),
                "Correct the template, or give another one with the model.");
    }
}
