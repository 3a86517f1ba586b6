package sao.template;

/// The value `none`.
enum None {
    NONE;

    @Override
    public String toString() {
        return "None";
    }
}
