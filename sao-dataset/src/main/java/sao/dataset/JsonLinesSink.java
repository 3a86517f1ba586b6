package sao.dataset;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.token.TokenIds;

/// Writes rows as JSON lines: UTF-8, LF after every line, columns in their order.
final class JsonLinesSink<T> implements RowSink<T> {
    private final Table<T> table;
    private final JsonGenerator json;

    JsonLinesSink(Table<T> table, Path file) throws IOException {
        this.table = table;
        OutputStream bytes = Files.newOutputStream(file);
        json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8);
        json.setRootValueSeparator(null);
    }

    @Override
    public void append(T row) throws IOException {
        json.writeStartObject();
        for (Column<T> column : table.columns()) {
            json.writeFieldName(column.name());
            writeValue(column, row);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void writeValue(Column<T> column, T row) throws IOException {
        switch (column) {
            case Column.Messages<T> messages -> writeMessages(messages.value().apply(row));
            case Column.Text<T> text ->
                json.writeString(PairColumns.wellFormed(text.value().apply(row)));
            case Column.Whole<T> whole -> json.writeNumber(whole.value().applyAsInt(row));
            case Column.MaybeWhole<T> whole -> {
                OptionalInt found = whole.value().apply(row);
                if (found.isPresent()) {
                    json.writeNumber(found.getAsInt());
                } else {
                    json.writeNull();
                }
            }
            case Column.Real<T> real -> json.writeNumber(real.finite(row));
            case Column.MaybeReal<T> real -> {
                OptionalDouble found = real.value().apply(row);
                if (found.isPresent()) {
                    json.writeNumber(found.getAsDouble());
                } else {
                    json.writeNull();
                }
            }
            case Column.Truth<T> truth -> json.writeBoolean(truth.value().test(row));
            case Column.MaybeTokens<T> tokens -> {
                Optional<TokenIds> found = tokens.value().apply(row);
                if (found.isPresent()) {
                    int[] ids = found.get().toArray();
                    json.writeArray(ids, 0, ids.length);
                } else {
                    json.writeNull();
                }
            }
        }
    }

    private void writeMessages(Conversation conversation) throws IOException {
        json.writeStartArray();
        for (ChatMessage message : conversation.messages()) {
            json.writeStartObject();
            json.writeStringField("role", message.role().label());
            json.writeStringField("content", PairColumns.wellFormed(message.content()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
