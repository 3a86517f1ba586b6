package sao.constraint;

import sao.text.Repetition;

/// A constraint on an answer that a rule verifies.
///
/// @param family kind of constraint
/// @param parameter one of the family's parameters
public record Constraint(ConstraintFamily family, String parameter) {
    /// Name and version of the constraints. The version is increased when a rule, an instruction or a parameter
    /// changes, because pass rates of different versions are not comparable.
    public static final String VERSION = "constraints/v1";

    /// @throws IllegalArgumentException if the parameter is not one of the family's
    public Constraint {
        if (!family.parameters().contains(parameter)) {
            throw new IllegalArgumentException("%s has no parameter '%s'".formatted(family.label(), parameter));
        }
    }

    /// {@return the instruction that is added to a prompt, one English sentence}
    public String instruction() {
        return family.instruction(parameter);
    }

    /// {@return whether an answer meets this constraint}
    ///
    /// Lines that consist of a code fence are ignored. An answer that [#isAnswer] does not accept meets no
    /// constraint, so that empty and looping answers gain nothing from rules such as "no commas". A truncated
    /// answer is verified as it is.
    ///
    /// @param answer text of the answer
    public boolean isMetBy(String answer) {
        return isAnswer(answer) && family.accepts(AnswerText.of(answer), parameter);
    }

    /// {@return whether a text can meet constraints at all: it contains a word and does not loop}
    ///
    /// @param answer text of the answer
    public static boolean isAnswer(String answer) {
        return AnswerText.of(answer).hasWord() && !Repetition.loops(answer);
    }
}
