package sao.gguf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.error.SaoException;

/// The differences of one model's tensors between Hugging Face and a GGUF file: names, order of rows, added
/// constants. Reader and writer apply them in opposite directions.
///
/// @param names of the model's family
/// @param metadata of the file
/// @param file for messages
record GgufLayout(GgufNames names, Map<String, ?> metadata, String file) {
    /// The change of a tensor's values in the file.
    ///
    /// @param heads number of heads whose rows are interleaved; 0 if they are not
    /// @param shift added to every value
    record Change(int heads, float shift) {
        static final Change NONE = new Change(0, 0);

        /// {@return the number of values of a row that is moved as a unit}
        ///
        /// @param shape in PyTorch's order
        long columns(List<Long> shape) {
            return shape.isEmpty() || (heads > 0 && shape.size() == 1) ? 1 : shape.getLast();
        }

        /// {@return the index of the Hugging Face row that is this row of the file: within a head the file
        /// has rows 0, D/2, 1, D/2 + 1, ...}
        ///
        /// @param row of the file, from 0
        /// @param rows of the tensor
        long huggingFaceRow(long row, long rows) {
            if (heads == 0) {
                return row;
            }
            long width = rows / heads;
            long inHead = row % width;
            return row - inHead + (inHead % 2) * (width / 2) + inHead / 2;
        }
    }

    /// {@return the layout of a file with that metadata}
    ///
    /// @throws SaoException if its family is not known
    static GgufLayout of(Map<String, ?> metadata, String file) {
        String architecture = metadata.get("general.architecture") instanceof String name ? name : "";
        return new GgufLayout(GgufNames.of(architecture, file), metadata, file);
    }

    /// {@return the change of a tensor}
    ///
    /// @param name the file's own
    /// @param shape in PyTorch's order
    /// @throws SaoException if its rows do not match the metadata
    Change change(String name, List<Long> shape) {
        return new Change(interleavedHeads(name, shape.isEmpty() ? 1 : shape.getFirst()), names.shifted(name) ? 1 : 0);
    }

    private int interleavedHeads(String name, long rows) {
        Number heads = number("attention.head_count").orElse(0);
        if (names.permutesKey(name)) {
            heads = number("attention.head_count_kv").orElse(heads);
        } else if (!names.permutesQuery(name)) {
            return 0;
        }
        if (heads.intValue() <= 0 || rows % (2L * heads.intValue()) != 0) {
            throw new SaoException(
                    "%s: tensor %s has %d rows, but the metadata promise %s heads of even width."
                            .formatted(file, name, rows, heads),
                    "Convert the model with a current llama.cpp.");
        }
        return heads.intValue();
    }

    private Optional<Number> number(String key) {
        return metadata.get(metadata.get("general.architecture") + "." + key) instanceof Number number
                ? Optional.of(number)
                : Optional.empty();
    }
}
