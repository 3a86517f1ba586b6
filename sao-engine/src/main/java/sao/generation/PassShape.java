package sao.generation;

import sao.torch.ComputeDevice;

/// How the rows of a pass over prompts are dealt out.
///
/// @param grain rows that a piece occupies are a multiple of this: few shapes, so that kernels are built once
/// @param most rows of a pass
record PassShape(int grain, int most) {
    /// A pass of the processor is full with one piece.
    private static final PassShape PROCESSOR = new PassShape(16, Piece.LENGTH);

    /// On a card a pass takes about as long for one piece as for many, and pieces of one length need no sorting.
    private static final PassShape CARD = new PassShape(Piece.LENGTH, 32 * Piece.LENGTH);

    /// {@return that of a device}
    static PassShape of(ComputeDevice device) {
        return device.isProcessor() ? PROCESSOR : CARD;
    }

    /// {@return how many rows a piece of so many tokens occupies}
    int rowsFor(int count) {
        return Math.ceilDiv(count, grain) * grain;
    }
}
