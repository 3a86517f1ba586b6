package sao.python;

/// The value `none`.
public enum None {
    NONE;

    @Override
    public String toString() {
        return "None";
    }
}
