package sao.dataset;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import sao.domain.ChatMessage;
import sao.domain.PreferencePair;

/// Writes pairs as JSON lines: UTF-8, LF after every line, columns in their order.
final class JsonLinesSink implements PairSink {
    private final JsonGenerator json;

    JsonLinesSink(Path file) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8);
        json.setRootValueSeparator(null);
    }

    @Override
    public void append(PreferencePair pair) throws IOException {
        json.writeStartObject();
        for (Column column : PairColumns.ALL) {
            json.writeFieldName(column.name());
            writeValue(column, pair);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void writeValue(Column column, PreferencePair pair) throws IOException {
        switch (column) {
            case Column.Message message -> writeMessage(message.value().apply(pair));
            case Column.Text text ->
                json.writeString(PairColumns.wellFormed(text.value().apply(pair)));
            case Column.Whole whole -> json.writeNumber(whole.value().applyAsInt(pair));
            case Column.Real real -> json.writeNumber(real.finite(pair));
            case Column.Truth truth -> json.writeBoolean(truth.value().test(pair));
            case Column.Tokens tokens -> {
                int[] ids = tokens.value().apply(pair).toArray();
                json.writeArray(ids, 0, ids.length);
            }
        }
    }

    private void writeMessage(ChatMessage message) throws IOException {
        json.writeStartArray();
        json.writeStartObject();
        json.writeStringField("role", message.role().label());
        json.writeStringField("content", PairColumns.wellFormed(message.content()));
        json.writeEndObject();
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
