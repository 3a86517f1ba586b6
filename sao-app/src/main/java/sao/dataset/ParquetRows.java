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
import sao.domain.ChatMessage;
import sao.domain.PreferencePair;
import sao.domain.TokenIds;

/// Turns a pair into Parquet's nested columns. Lists have the three levels that the format prescribes
/// (`name`, `list`, `element`), so that every reader sees `list<struct<role, content>>`.
final class ParquetRows extends WriteSupport<PreferencePair> {
    private static final GroupType MESSAGE = Types.requiredGroup()
            .required(BINARY)
            .as(stringType())
            .named("role")
            .required(BINARY)
            .as(stringType())
            .named("content")
            .named("element");
    static final MessageType SCHEMA = schema();

    private @Nullable RecordConsumer consumer;

    private static MessageType schema() {
        Types.MessageTypeBuilder message = Types.buildMessage();
        for (Column column : PairColumns.ALL) {
            message.addField(field(column));
        }
        return message.named("preference_pair");
    }

    private static Type field(Column column) {
        return switch (column) {
            case Column.Message _ -> Types.requiredList().element(MESSAGE).named(column.name());
            case Column.Text _ -> Types.required(BINARY).as(stringType()).named(column.name());
            case Column.Whole _ -> Types.required(INT32).named(column.name());
            case Column.Real _ -> Types.required(DOUBLE).named(column.name());
            case Column.Truth _ -> Types.required(BOOLEAN).named(column.name());
            case Column.Tokens _ -> Types.requiredList().requiredElement(INT32).named(column.name());
        };
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the library, so it must be here
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private static WriteContext context() {
        // One entry only: the footer's order of several would be that of a hash map.
        return new WriteContext(SCHEMA, Map.of("sao.preference_pairs", "1"));
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(PreferencePair pair) {
        RecordConsumer out = consumer();
        out.startMessage();
        for (int i = 0; i < PairColumns.ALL.size(); i++) {
            Column column = PairColumns.ALL.get(i);
            out.startField(column.name(), i);
            writeValue(out, column, pair);
            out.endField(column.name(), i);
        }
        out.endMessage();
    }

    private RecordConsumer consumer() {
        if (consumer == null) {
            throw new IllegalStateException("write came before prepareForWrite");
        }
        return consumer;
    }

    private static void writeValue(RecordConsumer out, Column column, PreferencePair pair) {
        switch (column) {
            case Column.Message message -> writeMessage(out, message.value().apply(pair));
            case Column.Text text -> out.addBinary(binary(text.value().apply(pair)));
            case Column.Whole whole -> out.addInteger(whole.value().applyAsInt(pair));
            case Column.Real real -> out.addDouble(real.finite(pair));
            case Column.Truth truth -> out.addBoolean(truth.value().test(pair));
            case Column.Tokens tokens -> writeTokens(out, tokens.value().apply(pair));
        }
    }

    private static void writeMessage(RecordConsumer out, ChatMessage message) {
        out.startGroup();
        out.startField("list", 0);
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
