package sao.generation;

/// How busy an engine was at the end of its last step.
///
/// @param slots answers that can be decoded side by side
/// @param decoding answers that are
/// @param waiting calls and answers that wait for a slot or for their prompt to be read
/// @param heldTokens positions that the decoding answers' keys and values take
public record EngineLoad(int slots, int decoding, int waiting, int heldTokens) {
    /// {@return both together}
    EngineLoad and(EngineLoad other) {
        return new EngineLoad(
                slots + other.slots, decoding + other.decoding, waiting + other.waiting, heldTokens + other.heldTokens);
    }
}
