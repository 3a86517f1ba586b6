package sao.gradient;

/// Whether the activations of a layer are kept from the forward to the backward pass, or computed again
/// there (Chen et al., arXiv 1604.06174): less memory for a third more of the forward work.
public enum Recompute {
    /// Computed again only if they would not fit into the available memory.
    AUTO,
    /// Computed again.
    ON,
    /// Kept.
    OFF
}
