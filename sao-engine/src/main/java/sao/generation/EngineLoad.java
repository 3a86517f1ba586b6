package sao.generation;

/// The load of an engine at the end of its last step.
///
/// @param slots number of answers that can be decoded at the same time
/// @param decoding number of answers being decoded
/// @param waiting number of calls and answers that wait for prefill or for a slot
/// @param heldTokens number of cache positions of the answers being decoded
public record EngineLoad(int slots, int decoding, int waiting, int heldTokens) {
    /// {@return the sum of two loads}
    EngineLoad and(EngineLoad other) {
        return new EngineLoad(
                slots + other.slots, decoding + other.decoding, waiting + other.waiting, heldTokens + other.heldTokens);
    }
}
