package sao.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import sao.error.SaoException;

/// Reads the rows of a Parquet file as JSON objects, so that both file formats share one reader. An absent
/// value has no key.
final class ParquetSource {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ParquetSource() {}

    static void read(Path file, Consumer<JsonNode> rows) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (ParquetReader<Group> reader = new Builder(input(file)).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.accept(object(row));
            }
        } catch (SaoException e) {
            throw e;
        } catch (RuntimeException e) { // thrown by the library for bytes that are not Parquet
            throw new IOException(e.getMessage(), e);
        }
    }

    /// {@return the bytes of a file; `toString` is the file's name, because the library prints it in messages}
    static InputFile input(Path file) {
        LocalInputFile bytes = new LocalInputFile(file);
        return new InputFile() {
            @Override
            public long getLength() throws IOException {
                return bytes.getLength();
            }

            @Override
            public SeekableInputStream newStream() throws IOException {
                return bytes.newStream();
            }

            @Override
            public String toString() {
                return "the file";
            }
        };
    }

    private static final class Builder extends ParquetReader.Builder<Group> {
        Builder(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    private static JsonNode object(Group group) {
        ObjectNode object = NODES.objectNode();
        GroupType type = group.getType();
        for (int field = 0; field < type.getFieldCount(); field++) {
            if (group.getFieldRepetitionCount(field) > 0) {
                object.set(type.getFieldName(field), value(group, field, 0));
            }
        }
        return object;
    }

    private static JsonNode value(Group group, int field, int index) {
        Type type = group.getType().getType(field);
        if (!type.isPrimitive()) {
            Group inner = group.getGroup(field, index);
            return isList(type) ? list(inner) : object(inner);
        }
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> NODES.booleanNode(group.getBoolean(field, index));
            case INT32 -> NODES.numberNode(group.getInteger(field, index));
            case INT64 -> NODES.numberNode(group.getLong(field, index));
            case FLOAT -> NODES.numberNode(group.getFloat(field, index));
            case DOUBLE -> NODES.numberNode(group.getDouble(field, index));
            case BINARY -> NODES.textNode(group.getString(field, index));
            case FIXED_LEN_BYTE_ARRAY, INT96 -> NODES.textNode(group.getValueToString(field, index));
        };
    }

    private static boolean isList(Type type) {
        return type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation;
    }

    /// A list is a group with one repeated field: the element itself in files of the old two-level form,
    /// otherwise a group that contains the element.
    private static JsonNode list(Group list) {
        ArrayNode array = NODES.arrayNode();
        Type repeated = list.getType().getType(0);
        boolean wrapped = !repeated.isPrimitive()
                && repeated.asGroupType().getFieldCount() == 1
                && !repeated.getName().equals("array");
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            if (!wrapped) {
                array.add(value(list, 0, i));
                continue;
            }
            Group around = list.getGroup(0, i);
            array.add(around.getFieldRepetitionCount(0) == 0 ? NODES.nullNode() : value(around, 0, 0));
        }
        return array;
    }
}
