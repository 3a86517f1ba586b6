package sao.instruction;

/// Verifies whether an answer follows one instruction with given arguments.
///
/// @implSpec Stateless, safe for any number of threads, and in time that grows linearly with the answer, or nearly
///     so: an answer of 50,000 characters takes well under a second, whatever it contains.
@FunctionalInterface
public interface InstructionRule {
    /// {@return whether the answer follows the instruction}
    ///
    /// @param answer text of the answer, with at least one character that is not white space
    boolean isFollowedBy(String answer);

    /// Makes the rule of an instruction from its arguments.
    @FunctionalInterface
    interface Family {
        /// {@return the rule}
        ///
        /// @throws UnusableException if an argument is missing or has no usable value
        InstructionRule of(InstructionArguments arguments);
    }

    /// An instruction that cannot be verified: its id is unknown, or an argument is missing or has no usable value. The
    /// row is then counted as not evaluated.
    final class UnusableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /// @param message the instruction id and what is wrong
        public UnusableException(String message) {
            super(message);
        }
    }
}
