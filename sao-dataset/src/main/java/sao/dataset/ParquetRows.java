package sao.dataset;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.token.TokenIds;

/// Writes rows as Parquet's nested columns. Lists have the three levels that the format prescribes (`name`,
/// `list`, `element`), so that every reader sees `list<struct<role, content>>`.
final class ParquetRows<T> extends WriteSupport<T> {
    private static final GroupType MESSAGE = Types.requiredGroup()
            .required(BINARY)
            .as(stringType())
            .named("role")
            .required(BINARY)
            .as(stringType())
            .named("content")
            .named("element");

    private final Table<T> table;
    private @Nullable RecordConsumer consumer;

    ParquetRows(Table<T> table) {
        this.table = table;
    }

    private MessageType schema() {
        Types.MessageTypeBuilder message = Types.buildMessage();
        for (Column<T> column : table.columns()) {
            message.addField(field(column));
        }
        return message.named(table.name());
    }

    private static Type field(Column<?> column) {
        return switch (column) {
            case Column.Messages<?> _ -> Types.requiredList().element(MESSAGE).named(column.name());
            case Column.Text<?> _ -> Types.required(BINARY).as(stringType()).named(column.name());
            case Column.Whole<?> _ -> Types.required(INT32).named(column.name());
            case Column.MaybeWhole<?> _ -> Types.optional(INT32).named(column.name());
            case Column.Real<?> _ -> Types.required(DOUBLE).named(column.name());
            case Column.MaybeReal<?> _ -> Types.optional(DOUBLE).named(column.name());
            case Column.Truth<?> _ -> Types.required(BOOLEAN).named(column.name());
            case Column.MaybeTokens<?> _ ->
                Types.optionalList().requiredElement(INT32).named(column.name());
        };
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the library: an implementation is required
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        // One entry only: several would be written in a hash map's order.
        return new WriteContext(schema(), Map.of("sao.%ss".formatted(table.name()), "1"));
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(T row) {
        RecordConsumer out = consumer();
        out.startMessage();
        for (int i = 0; i < table.columns().size(); i++) {
            Column<T> column = table.columns().get(i);
            if (!isNone(column, row)) { // a started field must hold a value
                out.startField(column.name(), i);
                writeValue(out, column, row);
                out.endField(column.name(), i);
            }
        }
        out.endMessage();
    }

    private static <T> boolean isNone(Column<T> column, T row) {
        return switch (column) {
            case Column.MaybeReal<T> real -> real.value().apply(row).isEmpty();
            case Column.MaybeWhole<T> whole -> whole.value().apply(row).isEmpty();
            case Column.MaybeTokens<T> tokens -> tokens.value().apply(row).isEmpty();
            default -> false;
        };
    }

    private RecordConsumer consumer() {
        if (consumer == null) {
            throw new IllegalStateException("write came before prepareForWrite");
        }
        return consumer;
    }

    private static <T> void writeValue(RecordConsumer out, Column<T> column, T row) {
        switch (column) {
            case Column.Messages<T> messages ->
                writeMessages(out, messages.value().apply(row));
            case Column.Text<T> text -> out.addBinary(binary(text.value().apply(row)));
            case Column.Whole<T> whole -> out.addInteger(whole.value().applyAsInt(row));
            case Column.MaybeWhole<T> whole ->
                out.addInteger(whole.value().apply(row).orElseThrow());
            case Column.Real<T> real -> out.addDouble(real.finite(row));
            case Column.MaybeReal<T> real ->
                out.addDouble(real.value().apply(row).orElseThrow());
            case Column.Truth<T> truth -> out.addBoolean(truth.value().test(row));
            case Column.MaybeTokens<T> tokens ->
                writeTokens(out, tokens.value().apply(row).orElseThrow());
        }
    }

    private static void writeMessages(RecordConsumer out, Conversation conversation) {
        out.startGroup();
        out.startField("list", 0);
        for (ChatMessage message : conversation.messages()) {
            out.startGroup();
            out.startField("element", 0);
            out.startGroup();
            out.startField("role", 0);
            out.addBinary(binary(message.role().label()));
            out.endField("role", 0);
            out.startField("content", 1);
            out.addBinary(binary(message.content()));
            out.endField("content", 1);
            out.endGroup();
            out.endField("element", 0);
            out.endGroup();
        }
        out.endField("list", 0);
        out.endGroup();
    }

    private static void writeTokens(RecordConsumer out, TokenIds tokens) {
        out.startGroup();
        if (tokens.size() > 0) { // a started field must hold a value
            out.startField("list", 0);
            for (int i = 0; i < tokens.size(); i++) {
                out.startGroup();
                out.startField("element", 0);
                out.addInteger(tokens.get(i));
                out.endField("element", 0);
                out.endGroup();
            }
            out.endField("list", 0);
        }
        out.endGroup();
    }

    private static Binary binary(String text) {
        return Binary.fromString(PairColumns.wellFormed(text));
    }
}
