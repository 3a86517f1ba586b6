package sao.jinja;

/// A token of a template's source.
///
/// @param kind kind of the token
/// @param text its characters; of a string literal its value
/// @param line line of its first character, from 1
record Token(Kind kind, String text, int line) {
    enum Kind {
        TEXT,
        OUTPUT_BEGIN,
        OUTPUT_END,
        TAG_BEGIN,
        TAG_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Kind wanted, String wantedText) {
        return kind == wanted && text.equals(wantedText);
    }

    boolean isName(String name) {
        return is(Kind.NAME, name);
    }

    boolean isOperator(String operator) {
        return is(Kind.OPERATOR, operator);
    }

    /// {@return the description of the token in error messages}
    String described() {
        return kind == Kind.END ? "the end of the template" : "'" + text + "'";
    }
}
