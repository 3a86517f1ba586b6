package sao.schema;

import java.util.List;

/// An enum constant that has further names in settings files besides its label.
public interface Aliased {
    /// {@return the further names; files are written with the label}
    List<String> aliases();
}
