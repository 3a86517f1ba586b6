package sao.generation;

import sao.cache.PrefillChunk;
import sao.torch.ComputeDevice;

/// How chunks are placed in a prefill pass.
///
/// @param grain a chunk occupies a multiple of this number of rows: few shapes, so that kernels are built once
/// @param most largest number of rows of a pass
record PrefillShape(int grain, int most) {
    /// On the processor a pass holds one full chunk.
    private static final PrefillShape PROCESSOR = new PrefillShape(16, PrefillChunk.LENGTH);

    /// On a graphics card a pass takes about as long for one chunk as for many, and chunks of one length need no
    /// sorting.
    private static final PrefillShape CARD = new PrefillShape(PrefillChunk.LENGTH, 32 * PrefillChunk.LENGTH);

    /// {@return the shape for a device}
    static PrefillShape of(ComputeDevice device) {
        return device.isProcessor() ? PROCESSOR : CARD;
    }

    /// {@return the number of rows that a chunk of `count` tokens occupies}
    int rowsFor(int count) {
        return Math.ceilDiv(count, grain) * grain;
    }
}
